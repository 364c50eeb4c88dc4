import type { Clock } from '../../base/clock.ts'
import { Conflict, InvalidInput, NotFound } from '../../base/errors.ts'
import { deleteDraft, insertDraft, readDraft, readDrafts, updateDraft } from '../../store/statements/drafts.ts'
import type { Transaction } from '../context.ts'

/** A draft as its author left it. */
export interface Draft {
  id: string
  text: string
  baseHash: string | null
  baseVersion: number | null
  /** 1, 2, 3 … with every save. */
  revision: number
  updatedAt: string
}

export interface ListedDraft extends Omit<Draft, 'text'> {
  author: { id: string; name: string }
  mine: boolean
}

export interface DraftToSave {
  id: string
  /** Account id. */
  author: string
  text: string
  /** Of the published text it was begun on; null for a definition that is new. */
  baseHash: string | null
  /** The revision that this one replaces; null: there is none yet. */
  revision: number | null
}

/**
 * What people are working on, kept on the server: a draft survives a crash and goes along to another device. One per
 * definition and author; what two windows save against each other is refused, never overwritten.
 */
export interface Drafts {
  /** Everybody's, one's own first, without texts. */
  list(author: string): Promise<ListedDraft[]>
  /** Throws NoDraft. */
  get(id: string, author: string): Promise<Draft>
  /** Throws DraftChangedElsewhere, TooManyDrafts. */
  save(draft: DraftToSave): Promise<{ revision: number; updatedAt: string }>
  /** Deleting one that is not there does nothing. */
  delete(id: string, author: string): Promise<void>
}

/** Of one author. */
const LIMIT = 500

interface DraftRow {
  definition_id: string
  author: string
  author_name: string | null
  text: string
  base_hash: string | null
  base_version: number | null
  revision: number
  updated_at: Date
}

export function createDrafts({ tx, clock }: { tx: Transaction; clock: Clock }): Drafts {
  return {
    async list(author) {
      const rows = await tx.query<DraftRow>(readDrafts, [author])
      return rows.map(row => ({
        ...keptOf(row),
        author: { id: row.author, name: row.author_name ?? row.author },
        mine: row.author === author,
      }))
    },
    async get(id, author) {
      const [row] = await tx.query<DraftRow>(readDraft, [id, author])
      if (!row) throw new NoDraft(id)
      return { ...keptOf(row), text: row.text }
    },
    async save({ id, author, text, baseHash, revision }) {
      const values = [id, author, text, baseHash, clock.now()]
      const statement = revision === null ? insertDraft : updateDraft
      const [saved] = await tx.query<DraftRow>(statement, [...values, revision ?? LIMIT])
      if (saved) return { revision: saved.revision, updatedAt: saved.updated_at.toISOString() }
      const [there] = await tx.query<DraftRow>(readDraft, [id, author])
      if (!there && revision === null) throw new TooManyDrafts()
      throw new DraftChangedElsewhere(there)
    },
    delete: async (id, author) => void (await tx.query(deleteDraft, [id, author])),
  }
}

const keptOf = (row: Omit<DraftRow, 'text' | 'author_name'>) => ({
  id: row.definition_id,
  baseHash: row.base_hash,
  baseVersion: row.base_version,
  revision: row.revision,
  updatedAt: row.updated_at.toISOString(),
})

export class NoDraft extends NotFound {
  constructor(id: string) {
    super('draft.unknown', `You have no draft of ${id}.`)
  }
}

export class DraftChangedElsewhere extends Conflict {
  constructor(there: { revision: number; updated_at: Date } | undefined) {
    const found = there ? { revision: there.revision, updatedAt: there.updated_at.toISOString() } : { revision: null }
    const what = there ? 'was saved in another window' : 'was deleted in another window'
    super('draft.changed_elsewhere', `This draft ${what} meanwhile. Load it, and save again what you want to keep.`, {
      details: found,
    })
  }
}

export class TooManyDrafts extends InvalidInput {
  constructor() {
    super('draft.too_many', `You have ${LIMIT} drafts already. Submit or delete some first.`)
  }
}
