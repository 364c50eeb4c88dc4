import { workingTimeBetween } from '../../../../base/working-calendar/index.ts'
import { InvalidInput } from '../../../../base/errors.ts'
import type { RunContext } from '../../../../runtime/context.ts'
import { countAtElements, measureElements, readVisits } from '../statements/flow-activity.ts'
import { workingCalendar } from '../working-calendars.ts'
import { durationsOf, type ElementDurations } from './durations-of.ts'
import { requireObserver } from './require-operator.ts'

export interface ActivityQuestion {
  flow: string
  /** Null: all. */
  version: number | null
  /** ISO 8601 instants: visits that ended between. */
  from: string
  to: string
  /** Working calendar in which durations count; null: all time. */
  calendar: string | null
}

export interface ElementActivity {
  element: string
  /** Now. */
  tokens: number
  incidents: number
  /** Visits that ended in the range. */
  visits: number
}

export interface Durations {
  elements: ElementDurations[]
  /** False: there were more visits than are measured in working time; the newest ones count. */
  complete: boolean
}

const DAY_MS = 86_400_000
const LONGEST_DAYS = 366
/** Visits that are measured in working time: each takes some microseconds. */
const MOST_VISITS = 50_000

/** What stands where now, and what went through: for the diagram. Throws MissingRight, UnknownDefinition, BadRange. */
export async function flowActivity(ctx: RunContext, question: ActivityQuestion): Promise<ElementActivity[]> {
  const { flow, version, from, to } = check(ctx, question)
  const now = await ctx.tx.query<Omit<ElementActivity, 'visits'>>(countAtElements, [flow, version])
  const past = await ctx.tx.query<{ element: string; visits: number }>(measureElements, [flow, version, from, to])
  const found = new Map(past.map(({ element, visits }) => [element, { element, tokens: 0, incidents: 0, visits }]))
  for (const each of now) found.set(each.element, { ...each, visits: found.get(each.element)?.visits ?? 0 })
  return [...found.values()].sort((a, b) => (a.element < b.element ? -1 : 1))
}

/**
 * How long visits of the elements took, in milliseconds: the heat map. In working time when a calendar is named. Throws
 * MissingRight, UnknownDefinition, BadRange, CalendarUnknown.
 */
export async function flowDurations(ctx: RunContext, question: ActivityQuestion): Promise<Durations> {
  const { flow, version, from, to, calendar } = check(ctx, question)
  const values = [flow, version, from, to]
  if (calendar === null) {
    const rows = await ctx.tx.query<ElementDurations>(measureElements, values)
    return { elements: rows.map(rounded), complete: true }
  }
  const hours = await workingCalendar(ctx, calendar)
  if (hours === null) throw new CalendarUnknown(calendar)
  const rows = await ctx.tx.query<Visit>(readVisits, [...values, MOST_VISITS + 1])
  const visits = rows.slice(0, MOST_VISITS).map(({ element, since, at }) => ({
    element,
    ms: workingTimeBetween(iso(since), iso(at), hours),
  }))
  return { elements: durationsOf(visits), complete: rows.length <= MOST_VISITS }
}

interface Visit {
  element: string
  since: Date | string
  at: Date | string
}

const iso = (value: Date | string): string => new Date(value).toISOString()

const rounded = ({ element, visits, mean, p50, p90 }: ElementDurations): ElementDurations => ({
  element,
  visits,
  mean: Math.round(mean),
  p50: Math.round(p50),
  p90: Math.round(p90),
})

function check(ctx: RunContext, question: ActivityQuestion): ActivityQuestion {
  requireObserver(ctx)
  ctx.snapshot.get('flow', question.flow)
  const days = (Date.parse(question.to) - Date.parse(question.from)) / DAY_MS
  if (!(days > 0) || days > LONGEST_DAYS) throw new BadRange()
  return question
}

export class BadRange extends InvalidInput {
  constructor() {
    const message = `"to" lies after "from", and at most ${LONGEST_DAYS} days later.`
    super('flow.bad_range', message, { status: 400, problems: [{ pointer: '/to', code: 'flow.bad_range', message }] })
  }
}

export class CalendarUnknown extends InvalidInput {
  constructor(name: string) {
    const message = `There is no working calendar "${name}".`
    super('flow.calendar_unknown', message, {
      problems: [{ pointer: '/calendar', code: 'flow.calendar_unknown', message }],
    })
  }
}
