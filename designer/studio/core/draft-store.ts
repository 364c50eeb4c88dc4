/** An unpublished text of one definition, with the version it was begun on. This copy bridges reloads and lost connections. */
export interface Draft {
  id: string
  text: string
  /** Hash of the published text that the draft was begun on: publishing compares it. */
  baseHash: string
  baseVersion: number
  savedAt: string
  /** The server's revision that this text replaces or is; null: the server has none of it. */
  revision: number | null
  /** True: the server has this text. */
  saved: boolean
}

type Storage = Pick<globalThis.Storage, 'getItem' | 'setItem' | 'removeItem' | 'key' | 'length'>

export type DraftStore = ReturnType<typeof draftStore>

const PREFIX = 'jw.draft:'

/** Drafts of this browser. `storage` is replaced in tests. A full or forbidden storage throws: the room says so and keeps the text on screen. */
export function draftStore(storage: Storage = localStorage) {
  return {
    find: (id: string): Draft | undefined => parse(storage.getItem(PREFIX + id)),
    save: (draft: Draft): void => storage.setItem(PREFIX + draft.id, JSON.stringify(draft)),
    discard: (id: string): void => storage.removeItem(PREFIX + id),
    ids: (): string[] =>
      Array.from({ length: storage.length }, (_, i) => storage.key(i))
        .filter(key => key?.startsWith(PREFIX))
        .map(key => key!.slice(PREFIX.length)),
  }
}

/** What a draft means beside what is published now. */
export function draftState(
  draft: Pick<Draft, 'text' | 'baseHash'> | undefined,
  published: { hash: string; text: string },
): 'none' | 'ahead' | 'overtaken' {
  if (!draft || draft.text === published.text) return 'none'
  return draft.baseHash === published.hash ? 'ahead' : 'overtaken'
}

function parse(text: string | null): Draft | undefined {
  if (text === null) return undefined
  try {
    const draft = JSON.parse(text) as Partial<Draft>
    const known = typeof draft.id === 'string' && typeof draft.text === 'string' && typeof draft.baseHash === 'string'
    return known ? ({ revision: null, saved: false, ...draft } as Draft) : undefined
  } catch {
    return undefined
  }
}
