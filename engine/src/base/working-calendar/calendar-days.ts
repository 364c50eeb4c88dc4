import { WEEKDAYS, type WorkingCalendar, type WorkingHours } from './working-calendar.ts'

export const DAY_MS = 86_400_000

/** Working hours of one day, in milliseconds since its midnight. */
export interface Span {
  from: number
  to: number
}

/** A calendar made ready to count with. A day is a number: days since 1970-01-01. */
export interface CalendarDays {
  /** In their order; empty on a day off. */
  spansOf(day: number): readonly Span[]
  /** The exceptions of the day's year are known. */
  isKnown(day: number): boolean
}

const ready = new WeakMap<WorkingCalendar, CalendarDays>()

/** Throws UnusableCalendar when its hours, days or time zone can't be read, or when nobody ever works. */
export function calendarDays(calendar: WorkingCalendar): CalendarDays {
  const known = ready.get(calendar)
  if (known !== undefined) return known
  const days = prepare(calendar)
  ready.set(calendar, days)
  return days
}

/** A calendar that nothing can be counted with. */
export class UnusableCalendar extends Error {
  constructor(calendar: WorkingCalendar, why: string) {
    super(`The working calendar "${calendar.name}" can't be used: ${why}`)
    this.name = 'UnusableCalendar'
  }
}

export const dayOf = (local: number): number => Math.floor(local / DAY_MS)

/** Days since 1970-01-01 of `YYYY-MM-DD`; undefined when there is no such day. */
export function dayNumber(day: string): number | undefined {
  const at = /^\d{4}-\d\d-\d\d$/.test(day) ? Date.parse(`${day}T00:00:00Z`) : Number.NaN
  return Number.isNaN(at) || !new Date(at).toISOString().startsWith(day) ? undefined : at / DAY_MS
}

function prepare(calendar: WorkingCalendar): CalendarDays {
  const week = WEEKDAYS.map(weekday => spansIn(calendar, calendar.hours[weekday]))
  // A make-up day on a weekend has the hours of an ordinary working day: those of the first in the week, from Monday on.
  const ordinary = [...week.slice(1), week[0]!].find(spans => spans.length > 0)
  if (ordinary === undefined) throw new UnusableCalendar(calendar, 'no day of its week has working hours.')
  checkZone(calendar)
  const exceptions = exceptionsOf(calendar)
  const years = new Set(Object.keys(calendar.years).map(Number))
  return {
    spansOf(day) {
      const usual = week[weekdayOf(day)]!
      const exception = exceptions.get(day)
      if (exception === 'holiday') return []
      return exception === 'workday' && usual.length === 0 ? ordinary : usual
    },
    isKnown: day => years.has(new Date(day * DAY_MS).getUTCFullYear()),
  }
}

function checkZone(calendar: WorkingCalendar): void {
  try {
    new Intl.DateTimeFormat('en', { timeZone: calendar.zone })
  } catch {
    throw new UnusableCalendar(calendar, `"${calendar.zone}" is no time zone such as Asia/Shanghai.`)
  }
}

/** 1970-01-01 was a Thursday. */
const weekdayOf = (day: number): number => (((day + 4) % 7) + 7) % 7

function exceptionsOf(calendar: WorkingCalendar): ReadonlyMap<number, 'holiday' | 'workday'> {
  const exceptions = new Map<number, 'holiday' | 'workday'>()
  for (const { holidays, workdays } of Object.values(calendar.years)) {
    for (const day of holidays) exceptions.set(numbered(calendar, day), 'holiday')
    for (const day of workdays) exceptions.set(numbered(calendar, day), 'workday')
  }
  return exceptions
}

function numbered(calendar: WorkingCalendar, day: string): number {
  const number = dayNumber(day)
  if (number === undefined) throw new UnusableCalendar(calendar, `"${day}" is no day such as 2026-10-01.`)
  return number
}

function spansIn(calendar: WorkingCalendar, hours: readonly WorkingHours[]): Span[] {
  const spans = hours.map(({ from, to }) => ({ from: timeOf(from), to: timeOf(to) })).sort((a, b) => a.from - b.from)
  const sound = spans.every(({ from, to }, i) => from < to && (i === 0 || spans[i - 1]!.to <= from))
  if (sound) return spans
  const said = hours.map(({ from, to }) => `${from}-${to}`).join(', ')
  throw new UnusableCalendar(calendar, `"${said}" are no hours such as 09:00-12:00, 13:00-18:00, one after the other.`)
}

/** Not a number when it can't be read, which no comparison lets pass. */
function timeOf(text: string): number {
  const [, hours, minutes] = /^(\d\d):(\d\d)$/.exec(text) ?? []
  const time = (Number(hours) * 60 + Number(minutes)) * 60_000
  return Number(minutes) < 60 && time <= DAY_MS ? time : Number.NaN
}
