import { afterAll, beforeAll, expect, test } from 'vitest'
import { testDatabase, type TestDatabase } from '../../../../../tests/support/database.ts'
import { createNumberSequences, sequencePeriod, type NumberSequences } from './number-sequence.ts'

let db: TestDatabase
let numbers: NumberSequences
beforeAll(async () => {
  db = await testDatabase()
  numbers = createNumberSequences(db.database)
})
afterAll(async () => {
  await numbers.close()
  await db.drop()
})

test('a pattern is filled in with the date and counts anew in each period', () => {
  const { period, text } = sequencePeriod('CT-{yyyy}-{0000000}', '2026-03-02')

  expect(period).toBe('CT-2026-{0000000}')
  expect(text(12n)).toBe('CT-2026-0000012')
  expect(sequencePeriod('{yy}{mm}{dd}/{00}', '2026-03-02').text(123n)).toBe('260302/123')
})

test('two nodes and many commands at once never get one number twice', async () => {
  const other = createNumberSequences(db.database)
  const sequence = { entity: 'contract', field: 'number', period: 'p' }

  const taken = await Promise.all(Array.from({ length: 60 }, (_, n) => (n % 2 ? numbers : other).next(sequence)))

  expect(taken.map(Number).sort((a, b) => a - b)).toEqual(Array.from({ length: 60 }, (_, n) => n + 1))
  await other.close()
})

test('sequences count each for itself', async () => {
  const at = (period: string) => numbers.next({ entity: 'order', field: 'number', period })

  expect(await Promise.all([at('a'), at('b'), at('a')])).toEqual([1n, 1n, 2n])
})
