import fc from 'fast-check'
import { expect, test } from 'vitest'
import { versionInForce, type PublishedVersion } from './in-force.ts'

const version = (
  number: number,
  publishedOn: string,
  { from = null, to = null }: { from?: string | null; to?: string | null } = {},
): PublishedVersion => ({ version: number, publishedOn, from, to })

test('the first version holds for every day that it covers, also before it was published', () => {
  const versions = [version(1, '2026-03-10')]

  expect(versionInForce(versions, '2026-01-05')).toBe(1)
  expect(versionInForce([version(1, '2026-03-10', { from: '2026-02-01' })], '2026-01-31')).toBe(null)
})

test('a later version holds from the day of its publication on', () => {
  const versions = [version(1, '2026-01-01'), version(2, '2026-03-10')]

  expect(versionInForce(versions, '2026-03-09')).toBe(1)
  expect(versionInForce(versions, '2026-03-10')).toBe(2)
})

test('a change under the same dates leaves the days before it as they were', () => {
  const from = '2026-01-01'
  const versions = [version(1, '2026-01-01', { from }), version(2, '2026-03-10', { from })]

  expect(versionInForce(versions, '2026-02-01')).toBe(1)
  expect(versionInForce(versions, '2026-04-01')).toBe(2)
})

test('a first day that was set anew reaches back or ahead', () => {
  const versions = [
    version(1, '2026-01-01', { from: '2026-01-01' }),
    version(2, '2026-04-05', { from: '2026-04-01' }),
    version(3, '2026-04-06', { from: '2026-07-01' }),
  ]

  expect(versionInForce(versions, '2026-03-31')).toBe(1)
  expect(versionInForce(versions, '2026-04-02')).toBe(2)
  expect(versionInForce(versions, '2026-06-30')).toBe(2)
  expect(versionInForce(versions, '2026-07-01')).toBe(3)
})

test('after its last day a version is no longer in force', () => {
  const versions = [version(1, '2026-01-01', { to: '2026-03-31' })]

  expect(versionInForce(versions, '2026-03-31')).toBe(1)
  expect(versionInForce(versions, '2026-04-01')).toBe(null)
})

test('a publication under unchanged dates never changes what holds on an earlier day', () => {
  const day = fc.integer({ min: 1, max: 28 }).map(n => `2026-02-${String(n).padStart(2, '0')}`)
  const published = fc.array(day, { minLength: 2, maxLength: 8 }).map(days => days.toSorted())

  fc.assert(
    fc.property(published, day, (days, asked) => {
      const versions = days.map((each, i) => version(i + 1, each))
      const last = versions.at(-1)!
      fc.pre(asked < last.publishedOn)

      expect(versionInForce(versions, asked)).toBe(versionInForce(versions.slice(0, -1), asked))
    }),
    { numRuns: process.env['JINGWEI_LONG'] ? 10_000 : 200 },
  )
})
