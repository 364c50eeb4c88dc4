import { expect, test } from 'vitest'
import { nextAttempt } from './back-off.ts'

const now = new Date('2026-01-31T00:00:00Z')

test.each([
  [0, ['PT1M', 'PT5M'], '2026-01-31T00:01:00.000Z'],
  [1, ['PT1M', 'PT5M'], '2026-01-31T00:05:00.000Z'],
  [7, ['PT1M', 'PT5M'], '2026-01-31T00:05:00.000Z'],
  [0, ['P1M'], '2026-02-28T00:00:00.000Z'],
  [0, [], '2026-01-31T00:00:10.000Z'],
  [2, null, '2026-01-31T00:01:00.000Z'],
  [0, ['nonsense'], '2026-01-31T00:01:00.000Z'],
])('after %i failures and with pauses %j the next attempt is at %s', (failures, pauses, at) => {
  expect(nextAttempt(now, failures, pauses)).toBe(at)
})
