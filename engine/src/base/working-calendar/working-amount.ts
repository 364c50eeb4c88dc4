import { Temporal } from 'temporal-polyfill'

/** Longest working time that is counted: ten years of days, or as many hours. */
const MOST_DAYS = 3660
const MOST_MS = MOST_DAYS * 24 * 3_600_000

export interface WorkingAmount {
  days: number
  milliseconds: number
}

/** Days and time of an ISO 8601 duration that counts in working time. Throws BadWorkingTime. */
export function workingAmount(text: string): WorkingAmount {
  const { years, months, weeks, days, sign, ...rest } = fieldsOf(text)
  const milliseconds = Temporal.Duration.from(rest).total('milliseconds')
  if (years || months || weeks || sign < 0 || days > MOST_DAYS || milliseconds > MOST_MS) throw new BadWorkingTime(text)
  return { days, milliseconds }
}

/** Working time that can't be counted. */
export class BadWorkingTime extends RangeError {
  constructor(text: string) {
    super(
      `"${text}" can't be counted in working time: write working days and hours, ten years at most, such as P3D, PT4H or P1DT4H.`,
    )
    this.name = 'BadWorkingTime'
  }
}

function fieldsOf(text: string) {
  try {
    const { years, months, weeks, days, hours, minutes, seconds, milliseconds, sign } = Temporal.Duration.from(text)
    return { years, months, weeks, days, sign, hours, minutes, seconds, milliseconds }
  } catch {
    throw new BadWorkingTime(text)
  }
}
