/** A FEEL years and months duration: a whole number of months, negative for the past. */
export class YearsMonthsDuration {
  readonly months: number
  constructor(months: number) {
    this.months = months
  }
  /** ISO 8601, largest unit first: `P1Y2M`, `-P3M`, `P0M`. */
  toString(): string {
    const size = Math.abs(this.months)
    const years = Math.floor(size / 12)
    const text = `${years ? `${years}Y` : ''}${size % 12 || !years ? `${size % 12}M` : ''}`
    return `${this.months < 0 ? '-' : ''}P${text}`
  }
}

/** A FEEL days and time duration: a whole number of milliseconds; a day is 24 hours. */
export class DaysTimeDuration {
  readonly ms: number
  constructor(ms: number) {
    this.ms = ms
  }
  /** Whole days, hours, minutes; seconds with up to 3 decimals. All carry the sign. */
  get parts(): { days: number; hours: number; minutes: number; seconds: number } {
    const { ms } = this
    return {
      days: Math.trunc(ms / DAY),
      hours: Math.trunc((ms % DAY) / HOUR),
      minutes: Math.trunc((ms % HOUR) / MINUTE),
      seconds: (ms % MINUTE) / SECOND,
    }
  }
  /** ISO 8601: `P1DT2H`, `-PT0.5S`, `PT0S`. */
  toString(): string {
    const { days, hours, minutes, seconds } = new DaysTimeDuration(Math.abs(this.ms)).parts
    const time = `${hours ? `${hours}H` : ''}${minutes ? `${minutes}M` : ''}${seconds ? `${seconds}S` : ''}`
    const text = `${days ? `${days}D` : ''}${time ? `T${time}` : ''}`
    return `${this.ms < 0 ? '-' : ''}P${text || 'T0S'}`
  }
}

export type Duration = YearsMonthsDuration | DaysTimeDuration

export const isDuration = (value: unknown): value is Duration =>
  value instanceof YearsMonthsDuration || value instanceof DaysTimeDuration

const SECOND = 1000
const MINUTE = 60 * SECOND
const HOUR = 60 * MINUTE
const DAY = 24 * HOUR

const YEARS_MONTHS = /^(-)?P(?=\d)(?:(\d{1,9})Y)?(?:(\d{1,9})M)?$/
const DAYS_TIME =
  /^(-)?P(?=[\dT])(?:(\d{1,9})D)?(?:T(?=\d)(?:(\d{1,9})H)?(?:(\d{1,9})M)?(?:(\d{1,9}(?:\.\d{1,9})?)S)?)?$/

/** Reads an ISO 8601 duration of either family; null when it is neither (years mixed with days, weeks, nonsense). */
export function parseDuration(text: string): Duration | null {
  const ym = YEARS_MONTHS.exec(text)
  if (ym) return new YearsMonthsDuration(signed(ym[1], Number(ym[2] ?? 0) * 12 + Number(ym[3] ?? 0)))
  const dt = DAYS_TIME.exec(text)
  if (!dt) return null
  const [, sign, days, hours, minutes, seconds] = dt
  const ms = Number(days ?? 0) * DAY + Number(hours ?? 0) * HOUR + Number(minutes ?? 0) * MINUTE
  return daysTimeDuration(signed(sign, ms + Math.round(Number(seconds ?? 0) * SECOND)))
}

/** Null when the length is not exact any more (beyond some 285,000 years). */
export const daysTimeDuration = (ms: number): DaysTimeDuration | null =>
  Number.isSafeInteger(ms) ? new DaysTimeDuration(ms + 0) : null

/** Null when the length is out of range. */
export const yearsMonthsDuration = (months: number): YearsMonthsDuration | null =>
  Number.isSafeInteger(months) ? new YearsMonthsDuration(months + 0) : null

const signed = (sign: string | undefined, size: number) => (sign && size ? -size : size)
