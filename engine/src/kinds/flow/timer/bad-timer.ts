import { UnusableCalendar } from '../../../base/working-calendar/index.ts'
import type { TimerContent } from '../content.ts'

/** A text that tells no time: becomes a diagnostic when it is written so, an incident when it is calculated so. */
export class BadTimer extends Error {
  constructor(message: string, options?: ErrorOptions) {
    super(message, options)
    this.name = 'BadTimer'
  }
}

/**
 * Whatever `read` gives. A text that it can't read (RangeError) and a calendar that can't be used become BadTimer; `wanted`
 * says what may be written.
 */
export function orBadTimer<T>(text: string, wanted: () => string, read: () => T): T {
  try {
    return read()
  } catch (cause) {
    if (cause instanceof UnusableCalendar) throw new BadTimer(cause.message, { cause })
    if (!(cause instanceof RangeError)) throw cause
    const shown = text.length > LONGEST_SHOWN ? `${text.slice(0, LONGEST_SHOWN)}…` : text
    throw new BadTimer(`"${shown}" is not ${wanted()}.`, { cause })
  }
}

/** What a timer's text may be. */
export const timerForms = (kind: TimerContent['kind'], inWorkingTime: boolean): string =>
  (inWorkingTime ? IN_WORKING_TIME : FORMS)[kind]

const LONGEST_SHOWN = 200

const FORMS = {
  duration: 'a duration such as PT24H or P3D (ISO 8601)',
  date: 'an instant such as 2026-07-01T09:00:00+08:00 (ISO 8601)',
  cycle:
    'a cycle: a repetition such as R3/PT24H or R/2026-07-01T09:00:00+08:00/P1D (ISO 8601), one second apart at least, or a cron pattern such as "0 0 9 * * MON-FRI" that some day fits',
}
const IN_WORKING_TIME = {
  ...FORMS,
  duration: 'a duration in working time such as P3D, PT4H or P1DT4H, without weeks and months',
  cycle: 'a cycle in working time such as R3/P1D or R/PT4H, or a cron pattern such as "0 0 9 * * *"',
}
