import { api } from '../../shell/api/client.ts'

/** A draft as the server keeps it: one per definition and author. */
export interface ServerDraft {
  id: string
  text: string
  /** Of the published text it was begun on; null for a definition that is new. */
  baseHash: string | null
  baseVersion: number | null
  /** 1, 2, 3 … with every save. */
  revision: number
  updatedAt: string
  /** Another version was published since it was begun. */
  stale: boolean
}

export interface ListedDraft extends Omit<ServerDraft, 'text'> {
  author: { id: string; name: string }
  mine: boolean
}

export interface DraftToSave {
  text: string
  baseHash: string | null
  /** The revision that this one replaces; null: there is none yet. */
  revision: number | null
}

export const draftsApi = {
  list: () => api.get<{ items: ListedDraft[] }>('/api/drafts').then(answer => answer.items),
  /** Throws ApiError `draft.unknown`. */
  read: (id: string) => api.get<ServerDraft>(`/api/drafts/${id}`),
  /** Throws ApiError `draft.changed_elsewhere`. */
  save: (id: string, draft: DraftToSave) =>
    api.put<{ revision: number; updatedAt: string }>(`/api/drafts/${id}`, draft),
  delete: (id: string) => api.delete<void>(`/api/drafts/${id}`),
}
