import { afterAll, beforeAll, expect, test } from 'vitest'
import { testDatabase, type TestDatabase } from '../../../tests/support/database.ts'
import { converted } from './value-conversion.ts'

let db: TestDatabase
beforeAll(async () => void (db = await testDatabase()))
afterAll(() => db.drop())

test.each([
  ['text', 'integer', '012', '12'],
  ['text', 'integer', '-2147483648', '-2147483648'],
  ['text', 'integer', '2147483648', null],
  ['text', 'integer', '1.5', null],
  ['text', 'integer', '', null],
  ['text', 'numeric', '-12.50', '-12.50'],
  ['text', 'numeric', '1e3', null],
  ['text', 'numeric', 'NaN', null],
  ['text', 'date', '2024-02-29', '2024-02-29'],
  ['text', 'date', '2026-02-29', null],
  ['text', 'date', '0000-01-01', null],
  ['text', 'date', '2026-1-1', null],
  ['text', 'boolean', 'true', 'true'],
  ['text', 'boolean', 'yes', null],
  ['numeric', 'integer', '7.00', '7'],
  ['numeric', 'integer', '7.5', null],
  ['numeric', 'integer', '99999999999', null],
  ['numeric(18,2)', 'text', '7.50', '7.50'],
  ['integer', 'numeric', '7', '7'],
  ['date', 'text', '2026-01-31', '2026-01-31'],
  ['date', 'timestamp with time zone', '2026-01-31', '2026-01-31T00:00:00.000Z'],
  ['timestamp with time zone', 'text', '2026-01-31T08:00:00.5+08:00', '2026-01-31T00:00:00.500Z'],
  ['boolean', 'text', 'true', 'true'],
])('%s to %s: %s becomes %s', async (from, to, value, expected) => {
  const { rows } = await db.database.app.query(
    `select ${converted(`v.x`, from, to)} as y from (select $1::${from} as x) v`,
    [value],
  )

  const [{ y }] = rows
  expect(y instanceof Date ? y.toISOString() : y === null ? null : String(y)).toBe(expected)
})

test('a truth is no day, and a list of texts no number', () => {
  expect(converted('x', 'boolean', 'date')).toBeUndefined()
  expect(converted('x', 'jsonb', 'integer')).toBeUndefined()
})
