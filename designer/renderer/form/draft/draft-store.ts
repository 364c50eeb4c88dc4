import type { DraftValues, FullRecord } from '../../../shell/api/records.ts'

/** Whose draft of which record; `record` is null for a new one. */
export interface DraftKey {
  user: string
  entity: string
  record: string | null
}

export interface StoredDraft {
  /** When it was last typed into: ISO instant. */
  at: string
  /** The record as it was when the draft was begun, which a conflict is judged against; null for a new one. */
  base: FullRecord | null
  values: DraftValues
  labels: [string, string][]
}

/** Drafts older than this are thrown away unread, in milliseconds: 30 days. */
const KEPT_MS = 30 * 86_400_000

/** Reads what was typed and not saved. Null when there is nothing, it is too old, or it can't be read any more. */
export function readDraft(storage: Storage, key: DraftKey, now: Date): StoredDraft | null {
  const text = storage.getItem(nameOf(key))
  const draft = text === null ? null : parse(text)
  if (draft && now.getTime() - new Date(draft.at).getTime() < KEPT_MS) return draft
  if (text !== null) clearDraft(storage, key)
  return null
}

/** False when the browser has no space left for it. */
export function writeDraft(storage: Storage, key: DraftKey, draft: StoredDraft): boolean {
  try {
    storage.setItem(nameOf(key), JSON.stringify(draft))
    return true
  } catch (error) {
    if (error instanceof DOMException) return false
    throw error
  }
}

export function clearDraft(storage: Storage, key: DraftKey): void {
  storage.removeItem(nameOf(key))
}

function nameOf({ user, entity, record }: DraftKey): string {
  return `jw.draft.${user}.${entity}.${record ?? 'new'}`
}

function parse(text: string): StoredDraft | null {
  try {
    const draft = JSON.parse(text) as Partial<StoredDraft>
    return typeof draft.at === 'string' && typeof draft.values === 'object' && Array.isArray(draft.labels)
      ? (draft as StoredDraft)
      : null
  } catch {
    // Written by an older version, or cut off; there is nothing in it that could be shown.
    return null
  }
}
