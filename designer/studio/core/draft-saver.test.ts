import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { ApiError } from '../../shell/api/problem.ts'
import { DraftSaver, type Keeping } from './draft-saver.ts'
import type { Draft } from './draft-store.ts'
import type { DraftToSave, ServerDraft } from './drafts-api.ts'
import { draftOf, openedDraft } from './opened-draft.ts'

const ID = 'sales/rule-set/discounts'
const BASE = { hash: 'h1', version: 3 }
const problem = (status: number, code: string) => new ApiError({ type: 'about:blank', title: code, status, code })

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

/** A server with one draft, which refuses what does not replace its revision. */
function server(draft?: { text: string; revision: number }) {
  const state = { draft, offline: false, saves: 0 }
  const full = (): ServerDraft => ({
    id: ID,
    ...state.draft!,
    baseHash: BASE.hash,
    baseVersion: BASE.version,
    updatedAt: '2026-03-10T00:00:00Z',
    stale: false,
  })
  return {
    state,
    full,
    read: async () => {
      if (!state.draft) throw problem(404, 'draft.unknown')
      return full()
    },
    save: async (_: string, { text, revision }: DraftToSave) => {
      if (state.offline) throw problem(0, 'network')
      if ((state.draft?.revision ?? null) !== revision) throw problem(409, 'draft.changed_elsewhere')
      state.saves++
      state.draft = { text, revision: (revision ?? 0) + 1 }
      return { revision: state.draft.revision, updatedAt: '2026-03-10T00:00:01Z' }
    },
    delete: async () => void (state.draft = undefined),
  }
}

function saverOn(api: ReturnType<typeof server>, opened: { draft?: Draft; theirs?: ServerDraft } = {}) {
  const here = new Map<string, Draft>()
  const store = {
    save: (draft: Draft) => void here.set(draft.id, draft),
    discard: (id: string) => void here.delete(id),
  }
  const saver = new DraftSaver({ id: ID, store, api }, { draft: opened.draft, theirs: opened.theirs })
  const seen: Keeping[] = []
  saver.listen(state => seen.push(state.keeping))
  return { saver, here, seen }
}

test('an edit is in this browser at once and on the server when typing rests', async () => {
  const api = server()
  const { saver, here } = saverOn(api)

  for (const text of ['a', 'ab', 'abc']) saver.change(text, BASE)

  expect(here.get(ID)).toMatchObject({ text: 'abc', saved: false })
  expect(api.state.saves).toBe(0)

  await vi.advanceTimersByTimeAsync(1000)

  expect(api.state).toMatchObject({ saves: 1, draft: { text: 'abc', revision: 1 } })
  expect(here.get(ID)).toMatchObject({ text: 'abc', saved: true, revision: 1, baseHash: 'h1', baseVersion: 3 })
  expect(saver.state.keeping).toBe('saved')
})

test('what is typed while a save is under way is saved after it', async () => {
  const api = server()
  const { saver } = saverOn(api)

  saver.change('first', BASE)
  const settled = saver.settle()
  saver.change('second', BASE)
  await settled
  await vi.advanceTimersByTimeAsync(1000)

  expect(api.state).toMatchObject({ saves: 2, draft: { text: 'second', revision: 2 } })
})

test('without a connection the text stays here and is sent when the server is back', async () => {
  const api = server()
  const { saver, here } = saverOn(api)
  api.state.offline = true

  saver.change('typed in a tunnel', BASE)
  await vi.advanceTimersByTimeAsync(1000)

  expect(saver.state.keeping).toBe('here')
  expect(here.get(ID)).toMatchObject({ text: 'typed in a tunnel', saved: false })

  api.state.offline = false
  await vi.advanceTimersByTimeAsync(5000)

  expect(saver.state.keeping).toBe('saved')
  expect(api.state.draft).toEqual({ text: 'typed in a tunnel', revision: 1 })
})

test('what another window saved is never written over unasked; keeping mine replaces it', async () => {
  const api = server()
  const { saver } = saverOn(api)
  saver.change('mine', BASE)
  await saver.settle()
  api.state.draft = { text: 'of the other window', revision: 2 }

  saver.change('mine, longer', BASE)
  await vi.advanceTimersByTimeAsync(1000)

  expect(saver.state).toMatchObject({ keeping: 'conflict', theirs: { text: 'of the other window', revision: 2 } })
  expect(api.state.draft.text).toBe('of the other window')

  saver.change('mine, even longer', BASE)
  saver.keepMine()
  await vi.advanceTimersByTimeAsync(1000)

  expect(api.state.draft).toEqual({ text: 'mine, even longer', revision: 3 })
  expect(saver.state.keeping).toBe('saved')
})

test('taking theirs shows their text and goes on from their revision', async () => {
  const api = server({ text: 'theirs', revision: 4 })
  const { saver } = saverOn(api)
  saver.change('mine', BASE)
  await saver.settle()

  saver.takeTheirs(draftOf(saver.state.theirs!, BASE.hash))
  saver.change('theirs and more', BASE)
  await saver.settle()

  expect(api.state.draft).toEqual({ text: 'theirs and more', revision: 5 })
})

test('a draft that was discarded in another window begins anew with what is typed here', async () => {
  const api = server()
  const { saver } = saverOn(api)
  saver.change('mine', BASE)
  await saver.settle()
  api.state.draft = undefined

  saver.change('mine again', BASE)
  await vi.advanceTimersByTimeAsync(2000)

  expect(api.state.draft).toEqual({ text: 'mine again', revision: 1 })
})

test('a refusal that would only be repeated is told and not tried again', async () => {
  const api = server()
  const { saver } = saverOn({ ...api, save: async () => Promise.reject(problem(400, 'draft.too_many')) })

  saver.change('one too many', BASE)
  await vi.advanceTimersByTimeAsync(60_000)

  expect(saver.state).toMatchObject({ keeping: 'here', refusal: { code: 'draft.too_many' } })
})

test('discarding forgets the draft here and on the server', async () => {
  const api = server()
  const { saver, here } = saverOn(api)
  saver.change('mine', BASE)
  await saver.settle()

  await saver.drop()
  await vi.advanceTimersByTimeAsync(60_000)

  expect(api.state.draft).toBeUndefined()
  expect(here.size).toBe(0)
  expect(saver.state.draft).toBeUndefined()
})

test('a storage that is full and a server that is away are said to lose the text', async () => {
  const api = server()
  api.state.offline = true
  const full = () => {
    throw new Error('quota')
  }
  const saver = new DraftSaver(
    { id: ID, store: { save: full, discard: full }, api },
    { draft: undefined, theirs: undefined },
  )

  saver.change('x', BASE)
  await vi.advanceTimersByTimeAsync(1000)

  expect(saver.state.keeping).toBe('lost')
})

const local = (changed: Partial<Draft>): Draft => ({
  ...draftOf(server({ text: 'here', revision: 2 }).full(), 'h1'),
  ...changed,
})

test('a room begins with what nobody else knows, and asks when both sides have something new', () => {
  const theirs = server({ text: 'there', revision: 3 }).full()

  // the copy here is old news
  expect(openedDraft(local({}), theirs, 'h1')).toMatchObject({
    draft: { text: 'there', revision: 3 },
    theirs: undefined,
  })
  // discarded elsewhere
  expect(openedDraft(local({}), undefined, 'h1').draft).toBeUndefined()
  // typed here on the same revision, not sent yet
  expect(openedDraft(local({ saved: false, revision: 3 }), theirs, 'h1')).toMatchObject({
    draft: { text: 'here', revision: 3, saved: false },
    theirs: undefined,
  })
  // typed here, and saved elsewhere
  expect(openedDraft(local({ saved: false }), theirs, 'h1')).toMatchObject({ draft: { text: 'here' }, theirs })
  // typed here, and discarded elsewhere: what was typed stays
  expect(openedDraft(local({ saved: false }), undefined, 'h1').draft).toMatchObject({ text: 'here', revision: null })
})
