import { expect, test } from 'vitest'
import { relativeTime } from './relative-time.ts'

const now = new Date('2026-03-10T12:00:00Z')

test.each([
  ['2026-03-10T11:59:40Z', 'en', 'now'],
  ['2026-03-10T11:15:00Z', 'en', '45 minutes ago'],
  ['2026-03-10T14:30:00Z', 'en', 'in 2 hours'],
  ['2026-03-09T12:00:00Z', 'zh-CN', '昨天'],
  ['2026-01-01T12:00:00Z', 'zh-CN', '2个月前'],
])('%s in %s reads %s', (at, language, text) => {
  expect(relativeTime(new Date(at), now, language)).toBe(text)
})
