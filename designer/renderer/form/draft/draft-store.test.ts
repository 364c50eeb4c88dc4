import { expect, test } from 'vitest'
import { clearDraft, readDraft, writeDraft, type StoredDraft } from './draft-store.ts'

const key = { user: 'u1', entity: 'contract', record: null }
const now = new Date('2026-03-10T12:00:00Z')
const draft: StoredDraft = {
  at: '2026-03-10T10:32:00Z',
  base: null,
  values: { title: 'A' },
  labels: [['customer/c1', 'Hospital']],
}

function memory(limit = Infinity): Storage {
  const items = new Map<string, string>()
  return {
    getItem: name => items.get(name) ?? null,
    setItem: (name, value) => {
      if (value.length > limit) throw new DOMException('full', 'QuotaExceededError')
      items.set(name, value)
    },
    removeItem: name => void items.delete(name),
    clear: () => items.clear(),
    key: () => null,
    get length() {
      return items.size
    },
  }
}

test('a draft comes back as it was written', () => {
  const storage = memory()
  writeDraft(storage, key, draft)

  expect(readDraft(storage, key, now)).toEqual(draft)
})

test('drafts belong to a person and a record', () => {
  const storage = memory()
  writeDraft(storage, key, draft)

  expect(readDraft(storage, { ...key, user: 'u2' }, now)).toBeNull()
  expect(readDraft(storage, { ...key, record: 'r1' }, now)).toBeNull()
})

test('a cleared, an old and a broken draft are gone', () => {
  const storage = memory()
  writeDraft(storage, key, draft)
  clearDraft(storage, key)
  expect(readDraft(storage, key, now)).toBeNull()

  writeDraft(storage, key, { ...draft, at: '2026-01-01T00:00:00Z' })
  expect(readDraft(storage, key, now)).toBeNull()
  expect(storage.length).toBe(0)

  storage.setItem('jw.draft.u1.contract.new', '{"at":')
  expect(readDraft(storage, key, now)).toBeNull()
})

test('a full browser says so instead of breaking the form', () => {
  expect(writeDraft(memory(10), key, draft)).toBe(false)
})
