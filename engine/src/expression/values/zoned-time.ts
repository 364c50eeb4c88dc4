import { Temporal } from 'temporal-polyfill'

/** A time of day with an offset or a zone: `08:30:00Z`, `08:30:00+08:00`, `08:30:00@Asia/Shanghai`. */
export class ZonedTime {
  readonly time: Temporal.PlainTime
  /** `UTC`, `+08:00` or the name of a zone. */
  readonly zone: string
  /** Seconds east of UTC; of a named zone as it was on 1 January 1970, because a time alone has no day. */
  readonly offset: number

  /** Throws RangeError when there is no such zone. */
  constructor(time: Temporal.PlainTime, zone: string) {
    const moment = ANY_DAY.toZonedDateTime({ plainTime: time, timeZone: zone })
    this.time = time
    this.zone = zone
    this.offset = moment.offsetNanoseconds / 1e9
  }

  /** Nanoseconds since midnight in UTC: what orders times of different zones. */
  get instant(): number {
    const { hour, minute, second, millisecond, microsecond, nanosecond } = this.time
    const seconds = hour * 3600 + minute * 60 + second - this.offset
    return seconds * 1e9 + millisecond * 1e6 + microsecond * 1e3 + nanosecond
  }

  toString(): string {
    return `${this.time.toString()}${zoneSuffix(this.zone)}`
  }
}

/** How a zone stands behind a time: `Z`, `+08:00`, `@Asia/Shanghai`. */
export function zoneSuffix(zone: string): string {
  if (zone === 'UTC') return 'Z'
  return /^[+-]/.test(zone) ? zone : `@${zone}`
}

const ANY_DAY = Temporal.PlainDate.from('1970-01-01')
