export const TIMER_KINDS = ['duration', 'date', 'cycle'] as const
export type TimerKind = (typeof TIMER_KINDS)[number]

/** Properties of a timer event definition by kind (BPMN 2.0.2 Table 10.101). */
export const TIMER_PROPERTIES: Record<TimerKind, 'timeDuration' | 'timeDate' | 'timeCycle'> = {
  duration: 'timeDuration',
  date: 'timeDate',
  cycle: 'timeCycle',
}

export const TIMER_EXAMPLES: Record<TimerKind, string> = {
  duration: 'PT24H',
  date: '2026-12-31T09:00:00+08:00',
  cycle: 'R3/PT24H',
}

/** Words by key, with values. */
type Say = (key: string, values: Record<string, string>) => string

const UNITS = ['years', 'months', 'weeks', 'days', 'hours', 'minutes', 'seconds'] as const
const DURATION = /^P(?:(\d+)Y)?(?:(\d+)M)?(?:(\d+)W)?(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?(?:(\d+)S)?)?$/
const CYCLE = /^R(\d*)\/(P[^/]+)$/

/** A timer in words (keys `timer.*`); the text itself where it is calculated or can't be told. */
export function timerWords(kind: TimerKind, text: string, say: Say): string {
  if (kind === 'date') return text
  if (kind === 'duration') return sayWith('timer.after', durationWords(text, say), text, say)
  const [, count, every] = CYCLE.exec(text) ?? []
  const words = every === undefined ? undefined : durationWords(every, say)
  return count ? sayWith('timer.everyTimes', words, text, say, { count }) : sayWith('timer.every', words, text, say)
}

function sayWith(
  key: string,
  duration: string | undefined,
  text: string,
  say: Say,
  more: Record<string, string> = {},
): string {
  return duration === undefined ? text : say(key, { duration, ...more })
}

/** ISO 8601 duration in words; undefined when it is none. */
export function durationWords(text: string, say: Say): string | undefined {
  const parts = DURATION.exec(text)?.slice(1)
  const words = parts?.flatMap((n, i) => (n ? [say(`timer.${UNITS[i]!}`, { n })] : []))
  return words && words.length > 0 ? words.join(say('timer.and', {})) : undefined
}
