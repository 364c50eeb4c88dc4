import { api } from '../../shell/api/client.ts'

export interface DefinitionSummary {
  /** `<pack>/<kind>/<name>` */
  id: string
  kind: string
  name: string
  pack: string
  title: string
  version: number
  /** Changed in this installation's local layer. */
  local: boolean
  /** What the caller may do with this one: `edit`, `publish`. */
  permissions: string[]
}

export interface DefinitionDocument extends DefinitionSummary {
  text: string
  hash: string
}

export interface DefinitionVersion {
  version: number
  publishedAt: string
  publishedBy: string
  note: string | null
}

/** A fault that the engine's checker found, with its place. */
export interface Diagnostic {
  code: string
  severity: 'error' | 'warning'
  message: string
  file: string
  line: number
  column: number
  pointer?: string
  elementId?: string
  nearest?: string
}

export interface Change {
  id: string
  text: string
}

export const definitionsApi = {
  list: () => api.get<{ items: DefinitionSummary[] }>('/api/definitions').then(answer => answer.items),
  read: (id: string) => api.get<DefinitionDocument>(`/api/definitions/${id}`),
  versions: (id: string) =>
    api.get<{ items: DefinitionVersion[] }>(`/api/definitions/${id}/versions`).then(answer => answer.items),
  version: (id: string, version: number) => api.get<DefinitionDocument>(`/api/definitions/${id}/versions/${version}`),
  check: (changes: Change[], signal?: AbortSignal) =>
    api
      .post<{ diagnostics: Diagnostic[] }>('/api/definitions/check', { changes }, signal ? { signal } : {})
      .then(answer => answer.diagnostics),
  publish: (changes: (Change & { baseHash: string })[], note: string) =>
    api.post<{ snapshot: number; versions: { id: string; version: number }[] }>('/api/definitions/publish', {
      changes,
      note,
    }),
}
