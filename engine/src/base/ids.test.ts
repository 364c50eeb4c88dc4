import { expect, test } from 'vitest'
import { isUuid, newId } from './ids.ts'

test('ids are version 7 UUIDs that sort in the order they were made', () => {
  const made = Array.from({ length: 10_000 }, newId)

  expect(new Set(made).size).toBe(10_000)
  expect([...made].sort()).toEqual(made)
  expect(made.every(isUuid)).toBe(true)
  expect(made[0]![14]).toBe('7')
})

test('text that only looks like a UUID is refused', () => {
  expect(isUuid('0197f1a2-0000-7000-8000-00000000000')).toBe(false)
  expect(isUuid("0197f1a2-0000-7000-8000-000000000000' or 1=1")).toBe(false)
  expect(isUuid(7)).toBe(false)
})
