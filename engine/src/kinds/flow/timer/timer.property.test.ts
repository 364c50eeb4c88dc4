import fc from 'fast-check'
import { expect, test } from 'vitest'
import { addDuration, lengthOf, occurrenceAt } from './duration.ts'
import { nextOccurrence } from './next-occurrence.ts'
import { planTimer } from './plan-timer.ts'

const numRuns = process.env.JINGWEI_LONG ? 10_000 : 300

const iso = (ms: number): string => new Date(ms).toISOString()
const instant = fc.integer({ min: Date.UTC(2020, 0), max: Date.UTC(2035, 0) }).map(iso)
const every = fc.oneof(
  fc.integer({ min: 1, max: 100_000 }).map(n => `PT${n}S`),
  fc.integer({ min: 1, max: 40 }).map(n => `P${n}D`),
  fc.integer({ min: 1, max: 18 }).map(n => `P${n}M`),
  fc.tuple(fc.integer({ min: 1, max: 3 }), fc.integer({ min: 0, max: 40 })).map(([m, d]) => `P${m}M${d}DT5H`),
  fc.integer({ min: 1, max: 3 }).map(n => `P${n}Y`),
)
const zone = fc.constantFrom('Asia/Shanghai', 'UTC', 'America/New_York', 'Europe/Berlin')
/** In steps of the grid. */
const lateness = fc.oneof(fc.double({ min: 0, max: 3, noNaN: true }), fc.integer({ min: 0, max: 40 }))

test('occurrenceAt is the last point of the grid that is not after the moment', () => {
  fc.assert(
    fc.property(instant, every, instant, zone, (start, step, at, in_) => {
      const n = occurrenceAt(start, step, at, in_)
      expect(addDuration(start, step, n, in_) <= at).toBe(true)
      expect(addDuration(start, step, n + 1, in_) > at).toBe(true)
    }),
    { numRuns },
  )
})

test('however late a cycle fires: once, then strictly in the future, on its grid, and missed occurrences are used up', () => {
  const delays = fc.array(lateness, { minLength: 1, maxLength: 6 })
  const count = fc.option(fc.integer({ min: 1, max: 30 }), { nil: null })
  fc.assert(
    fc.property(instant, every, count, delays, zone, (start, step, repeats, late, in_) => {
      let plan = planTimer('cycle', `R${repeats ?? ''}/${start}/${step}`, start, { zone: in_ })
      expect(plan.dueAt).toBe(start)
      // The grid written out, one point after the other.
      let point = 0
      for (const steps of late) {
        const now = iso(Date.parse(plan.dueAt) + Math.round(steps * lengthOf(step, start, in_)))
        const next = nextOccurrence(plan, now, { zone: in_ })
        do point++
        while (addDuration(start, step, point, in_) <= now)
        if (repeats !== null && point >= repeats) {
          expect(next).toBeNull()
          return
        }
        expect(next).toMatchObject({
          dueAt: addDuration(start, step, point, in_),
          repeatsLeft: repeats === null ? null : repeats - point,
        })
        plan = next!
      }
    }),
    { numRuns },
  )
})

test('a repetition that is counted back from its end ends there, after as many occurrences as it says', () => {
  fc.assert(
    fc.property(instant, every, fc.integer({ min: 1, max: 12 }), (end, step, repeats) => {
      let plan = planTimer('cycle', `R${repeats}/${step}/${end}`, '2019-01-01T00:00:00.000Z')
      const fired = [plan.dueAt]
      for (let next = nextOccurrence(plan, plan.dueAt); next !== null; next = nextOccurrence(plan, plan.dueAt)) {
        expect(next.dueAt > plan.dueAt).toBe(true)
        plan = next
        fired.push(plan.dueAt)
      }
      expect(fired).toHaveLength(repeats)
      expect(fired.at(-1)).toBe(end)
    }),
    { numRuns },
  )
})
