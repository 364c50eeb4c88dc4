import type { Comparison } from '@jingwei/engine/model'
import { api, withQuery } from '../../shell/api/client.ts'
import type { Publication } from '../publishing/publishing-api.ts'

/** One published version of a definition. */
export interface HistoryVersion {
  version: number
  /** Of the local layer; false: of a pack. */
  local: boolean
  title: string
  publishedAt: string
  author: { id: string; name: string }
  note: string | null
}

/** A version by its number, or what the packs say without the local layer. */
export type VersionChoice = number | 'pack'

export interface ComparedVersions {
  /** Null text: the packs have no such definition. */
  from: { version: VersionChoice; text: string | null }
  to: { version: VersionChoice; text: string | null }
  comparison: Comparison
}

export const historyApi = {
  versions: (id: string) =>
    api.get<{ items: HistoryVersion[] }>(`/api/definitions/${id}/versions`).then(answer => answer.items),
  compare: (id: string, from: VersionChoice, to: VersionChoice) =>
    api.get<ComparedVersions>(withQuery(`/api/definitions/${id}/compare`, { from, to })),
  /** Brings a version back, as a new one; where the pack's policy wants a review, as a submission. */
  restore: (id: string, version: number, note: string) =>
    api.post<Publication>(`/api/definitions/${id}/restore`, { version, ...(note !== '' && { note }) }),
}
