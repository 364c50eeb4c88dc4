import { expect, test } from 'vitest'
import { TIMER_EXAMPLES, TIMER_KINDS, timerWords } from './timer-text.ts'

const say = (key: string, values: Record<string, string>) =>
  key === 'timer.and' ? ' ' : `${key.slice(6)}(${Object.values(values).join(', ')})`

test('durations and repetitions are told in words', () => {
  expect(timerWords('duration', 'P3DT2H', say)).toBe('after(days(3) hours(2))')
  expect(timerWords('cycle', 'R3/PT24H', say)).toBe('everyTimes(hours(24), 3)')
  expect(timerWords('cycle', 'R/PT30M', say)).toBe('every(minutes(30))')
})

test('what is calculated, begins at an instant or can not be read is shown as it is', () => {
  for (const text of ['=record.term', '24h', 'P', 'PT', '']) expect(timerWords('duration', text, say)).toBe(text)
  for (const text of ['R3/2026-01-01T09:00:00Z/PT1H', 'PT24H']) expect(timerWords('cycle', text, say)).toBe(text)
  expect(timerWords('date', '2026-12-31', say)).toBe('2026-12-31')
})

test('every kind has an example to begin with', () => {
  expect(TIMER_KINDS.map(kind => TIMER_EXAMPLES[kind])).not.toContain(undefined)
})
