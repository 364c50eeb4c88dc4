import { expect, test } from 'vitest'
import { draftState, draftStore } from './draft-store.ts'

function memoryStorage() {
  const entries = new Map<string, string>()
  return {
    getItem: (key: string) => entries.get(key) ?? null,
    setItem: (key: string, value: string) => void entries.set(key, value),
    removeItem: (key: string) => void entries.delete(key),
    key: (index: number) => [...entries.keys()][index] ?? null,
    get length() {
      return entries.size
    },
  }
}

const draft = {
  id: 'sales/rule-set/discounts',
  text: '{"a":1}',
  baseHash: 'h1',
  baseVersion: 1,
  savedAt: '2026-03-10T00:00:00Z',
  revision: 2,
  saved: true,
}

test('a draft is found again after a reload', () => {
  const storage = memoryStorage()
  storage.setItem('unrelated', 'x')
  draftStore(storage).save(draft)

  const reloaded = draftStore(storage)

  expect(reloaded.find(draft.id)).toEqual(draft)
  expect(reloaded.ids()).toEqual([draft.id])
})

test('a damaged draft counts as none and does not break the room', () => {
  const storage = memoryStorage()
  storage.setItem(`jw.draft:${draft.id}`, '{"id":')

  expect(draftStore(storage).find(draft.id)).toBeUndefined()
})

test('a draft is overtaken when somebody published another version meanwhile', () => {
  expect(draftState(draft, { hash: 'h1', text: '{}' })).toBe('ahead')
  expect(draftState(draft, { hash: 'h2', text: '{}' })).toBe('overtaken')
  expect(draftState(draft, { hash: 'h2', text: draft.text })).toBe('none')
  expect(draftState(undefined, { hash: 'h2', text: '{}' })).toBe('none')
})
