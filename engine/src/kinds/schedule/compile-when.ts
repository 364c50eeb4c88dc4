import { Cron } from 'croner'
import { Temporal } from 'temporal-polyfill'
import type { Findings } from '../../metadata/findings.ts'
import { nextDue } from './next-due.ts'
import type { ScheduleContent } from './content.ts'
import type { When } from './schedule-model.ts'

/** Without "from" a duration is counted from this Monday. */
const FROM = '2024-01-01T00:00:00Z'
const SHORTEST_MS = 60_000

/** Reads when a schedule is due; undefined when it has faults. */
export function compileWhen({ cron, every, from }: ScheduleContent['when'], findings: Findings): When | undefined {
  if ((cron === undefined) === (every === undefined)) {
    findings.fault('/when', { code: 'schedule.one_of', message: 'A schedule says either "cron" or "every".' })
    return undefined
  }
  if (every !== undefined) return compileEvery(every, from, findings)
  if (from !== undefined) {
    const message = 'Only "every" is counted from somewhere; cron says its times itself. Remove "from".'
    findings.fault('/when/from', { code: 'schedule.wrong_key', message })
  }
  return compileCron(cron!, findings)
}

function compileCron(pattern: string, findings: Findings): When | undefined {
  const reason = cronFault(pattern)
  if (reason !== undefined) {
    const message = `"${pattern}" is no cron pattern: ${reason} Write minute, hour, day, month and weekday, e.g. "0 8 * * 1-5".`
    findings.fault('/when/cron', { code: 'schedule.invalid_cron', message })
    return undefined
  }
  const when: When = { type: 'cron', pattern }
  if (nextDue(when, { after: new Date(FROM), timeZone: 'UTC' }) !== null) return when
  findings.fault('/when/cron', { code: 'schedule.never_due', message: `No day ever fits "${pattern}".` })
  return undefined
}

function cronFault(pattern: string): string | undefined {
  if (pattern.trim().split(/\s+/).length !== 5) return 'it has not five parts.'
  try {
    new Cron(pattern, { mode: '5-part' })
    return undefined
  } catch (error) {
    return (error as Error).message.replace(/^CronPattern: /, '').replace(/\.?$/, '.')
  }
}

function compileEvery(text: string, from: string | undefined, findings: Findings): When | undefined {
  const anchor = from === undefined ? FROM : instantOf(from)
  if (anchor === undefined) {
    const message = `"${from}" is no moment such as "2026-01-05T08:00:00+08:00".`
    findings.fault('/when/from', { code: 'schedule.invalid_from', message })
  }
  const step = stepOf(text)
  if (step === undefined) {
    const message = `"${text}" is no duration of weeks and days (P1W) or of hours and minutes (PT30M), of a minute at least. For months use "cron".`
    findings.fault('/when/every', { code: 'schedule.invalid_every', message })
  }
  return anchor === undefined || step === undefined ? undefined : { type: 'every', ...step, from: anchor }
}

function instantOf(text: string): string | undefined {
  try {
    return Temporal.Instant.from(text).toString()
  } catch {
    return undefined
  }
}

function stepOf(text: string): { days: number } | { milliseconds: number } | undefined {
  let duration: Temporal.Duration
  try {
    duration = Temporal.Duration.from(text)
  } catch {
    return undefined
  }
  const { years, months, weeks, days } = duration
  const milliseconds = duration.with({ years: 0, months: 0, weeks: 0, days: 0 }).total('milliseconds')
  const whole = weeks * 7 + days
  if (years || months || duration.sign !== 1 || (whole > 0 && milliseconds > 0) || whole > 3660) return undefined
  if (whole > 0) return { days: whole }
  return milliseconds >= SHORTEST_MS && milliseconds <= 3660 * 86_400_000 ? { milliseconds } : undefined
}
