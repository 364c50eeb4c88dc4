import { api, withQuery } from './client.ts'

export interface RecordRow {
  id: string
  version?: number
  /** Titles of referenced records by field. */
  _labels?: Readonly<Record<string, string>>
  [field: string]: unknown
}

export interface FullRecord extends RecordRow {
  version: number
  _permissions: RecordPermissions
}

export interface RecordPermissions {
  update: boolean
  fields: { readOnly: string[] }
  transitions: string[]
  delete: boolean
}

export interface RecordList {
  items: RecordRow[]
  next: string | null
  total?: number
}

export interface RecordListQuery {
  filter?: unknown
  sort?: string[]
  limit?: number
  after?: string | undefined
  q?: string | undefined
  fields?: string[]
  count?: boolean
}

export interface TimelineEntry {
  at: string
  actor: { id: string; name: string } | null
  action: string
  title: string
  changes: { field: string; title: string; old: unknown; new: unknown }[]
  reason: string | null
  instance?: string
  task?: string
}

export interface PathStep {
  element: string
  title: string
  kind: string
  state: 'done' | 'current' | 'future' | 'returned'
  people: { id: string; name: string }[]
  at: string | null
  opinions: { person: { id: string; name: string }; state: string; opinion: string | null; at: string }[]
}

export interface FlowInstance {
  id: string
  flow: { name: string; title: string }
  state: string
  outcome: string | null
  startedAt: string
  path: PathStep[]
}

/** A record being written: any fields, lines without ids where they are new. */
export type DraftValues = Record<string, unknown>

const base = (entity: string) => `/api/records/${encodeURIComponent(entity)}`
const one = (entity: string, id: string) => `${base(entity)}/${encodeURIComponent(id)}`

export const recordsApi = {
  list: (entity: string, query: RecordListQuery, signal?: AbortSignal) =>
    api.get<RecordList>(listPath(entity, query), signal ? { signal } : {}),
  read: (entity: string, id: string) => api.get<FullRecord>(one(entity, id)),
  create: (entity: string, values: DraftValues, idempotencyKey: string) =>
    api.post<FullRecord>(base(entity), values, { idempotencyKey }),
  update: (entity: string, id: string, patch: DraftValues, version: number) =>
    api.patch<FullRecord>(one(entity, id), patch, { ifMatch: version }),
  compute: (entity: string, values: DraftValues, signal: AbortSignal) =>
    api.post<RecordRow>(`${base(entity)}/compute`, values, { signal }),
  transition: (entity: string, id: string, key: string, version: number, comment?: string) =>
    api.post<FullRecord>(`${one(entity, id)}/transitions/${key}`, comment ? { comment } : {}, { ifMatch: version }),
  timeline: (entity: string, id: string) => api.get<{ items: TimelineEntry[] }>(`${one(entity, id)}/timeline`),
  instances: (entity: string, id: string) => api.get<{ items: FlowInstance[] }>(`${one(entity, id)}/instances`),
  documentPath: (entity: string, id: string, template: string) => `${one(entity, id)}/documents/${template}`,
}

function listPath(entity: string, query: RecordListQuery): string {
  const { filter, sort, fields, ...rest } = query
  const empty = filter === undefined || Object.keys(filter as object).length === 0
  return withQuery(base(entity), {
    ...rest,
    filter: empty ? undefined : JSON.stringify(filter),
    sort: sort?.join(','),
    fields: fields?.join(','),
  })
}
