import type { Comparison, Impact } from '@jingwei/engine/model'
import { api, withQuery } from '../../shell/api/client.ts'
import type { Diagnostic } from '../core/definitions-api.ts'

export type PublicationState =
  'in_review' | 'scheduled' | 'publishing' | 'published' | 'rejected' | 'withdrawn' | 'failed'

export interface Person {
  id: string
  name: string
}

/** A publication as lists show it. */
export interface PublicationSummary {
  id: string
  author: Person
  note: string | null
  state: PublicationState
  /** Names what a reviewer decides about. */
  contentHash: string
  createdAt: string
  changes: { id: string; kind: string; title: string; impact: Impact }[]
  /** Packs that are installed, upgraded or taken away. */
  packs: string[]
  cases: { passed: number; failed: number }
  impact: Impact
  /** Definitions of which another version was published since. */
  stale: string[]
  publishAt: string | null
  reviewer: Person | null
  reviewedAt: string | null
  comment: string | null
  snapshot: number | null
  endedAt: string | null
  failure: { code: string; message: string } | null
  permissions: { approve: boolean; reject: boolean; withdraw: boolean }
}

export interface PublicationChange {
  id: string
  kind: string
  title: string
  impact: Impact
  comparison: Comparison
  /** Null: the definition is new, or gone. */
  beforeText: string | null
  afterText: string | null
}

export interface Publication extends Omit<PublicationSummary, 'changes' | 'cases'> {
  changes: PublicationChange[]
  diagnostics: Diagnostic[]
  cases: CaseOutcome
  schema: SchemaImpact | null
}

export interface CaseOutcome {
  passed: number
  failed: FailedCase[]
}

/** One case: `<kind>/<name>` of what it tests, and its key. */
export interface CaseName {
  of: string
  key: string
}

export interface FailedCase extends CaseName {
  file: string
  title: string
  differences: { pointer?: string; expected?: unknown; actual?: unknown }[]
  /** Why it blocks nothing: it failed before, or the author has set it aside. */
  tolerated?: 'known' | 'set_aside'
}

/** What a change of entities meets in the records that are stored. */
export interface SchemaImpact {
  breaks: SchemaBreak[]
  removed: { entity: string; field: string; rowsWithValue: number }[]
  added: { entity: string; field: string; rowsWithValue: number }[]
  renamed: { entity: string; from: string; to: string; rows: number }[]
  removedEntities: { entity: string; rows: number }[]
  /** True: a table was too big to be looked through; rows are what was found so far. */
  estimated: boolean
}

export interface SchemaBreak {
  entity: string
  field: string
  problem: string
  /** True: publishing is refused while there are such rows. */
  blocks: boolean
  rows: number
  /** Ids of up to 20 records. */
  sample: string[]
  fixUp: FixUp
}

export type FixUp =
  | { kind: 'set_value'; value: unknown }
  | { kind: 'shorten'; maxLength: number }
  | { kind: 'map_values'; values: { value: string; rows: number }[]; options: string[] }
  | { kind: 'round'; scale: number }
  | { kind: 'correct_rows' }
  | { kind: 'clear_reference' }
  | { kind: 'rename_field'; from: string; to: string }
  | { kind: 'purge_field' }

/** Unfinished runs of a flow whose version names a field which would be lost. */
export interface AffectedRuns {
  flow: { name: string; version: number }
  runs: number
}

export interface ChangeImpact {
  diagnostics: Diagnostic[]
  comparisons: { id: string; comparison: Comparison }[]
  cases: CaseOutcome | null
  schema: SchemaImpact | null
  runs: AffectedRuns[]
}

export interface SubmittedChange {
  id: string
  text: string
  baseHash: string | null
}

export interface SubmittedOrder {
  changes: SubmittedChange[]
  note?: string
  /** ISO 8601; absent: at once, or as soon as it is approved. */
  publishAt?: string
  /** Cases that may fail. */
  setAside?: readonly CaseName[]
}

export interface InstalledPack {
  name: string
  title: string
  policy: { review: 'off' | 'four_eyes' }
}

export const publishingApi = {
  submit: (order: SubmittedOrder) => api.post<Publication>('/api/publications', order),
  list: (state?: PublicationState | 'open') =>
    api.get<{ items: PublicationSummary[] }>(withQuery('/api/publications', { state })).then(answer => answer.items),
  read: (id: string) => api.get<Publication>(`/api/publications/${id}`),
  approve: (id: string, decision: { contentHash: string; comment?: string }) =>
    api.post<Publication>(`/api/publications/${id}/approve`, decision),
  reject: (id: string, comment: string) => api.post<Publication>(`/api/publications/${id}/reject`, { comment }),
  withdraw: (id: string) => api.post<Publication>(`/api/publications/${id}/withdraw`),
  impact: (changes: SubmittedChange[], signal?: AbortSignal) =>
    api.post<ChangeImpact>('/api/definitions/impact', { changes }, signal ? { signal } : {}),
  packs: () => api.get<{ items: InstalledPack[] }>('/api/packs').then(answer => answer.items),
}
