import type { Comparison, Diagnostic, Side } from '@jingwei/engine/model'
import { api, withQuery } from '../../shell/api/client.ts'
import type { SchemaImpact } from '../publishing/publishing-api.ts'

export interface PackSummary {
  name: string
  version: string
  title: string
  requires: Readonly<Record<string, string>>
  requiredBy: string[]
  signedBy: string | null
  /** False: its folder is named by the settings of the engine. */
  fromFile: boolean
  definitions: number
  local: number
  policy: { review: ReviewPolicy }
  permissions: { publish: boolean }
}

export type ReviewPolicy = 'off' | 'four_eyes'
export type PlanAction = 'install' | 'upgrade' | 'uninstall' | 'import'

export interface Titled {
  id: string
  title: string
}

/** A place that both the pack and this installation changed. A side that is absent has no such place. */
export interface Conflict extends Titled {
  key: string
  at: string
  reason: string
  base?: unknown
  theirs?: unknown
  ours?: unknown
  choice: Side | null
}

export interface LocalOutcome extends Titled {
  state: 'kept' | 'merged' | 'taken_over' | 'dropped' | 'in_conflict'
  kept: number
  taken: number
}

/** All that installing, upgrading, uninstalling or importing would change. */
export interface PackPlan {
  id: string
  action: PlanAction
  author: { id: string; name: string }
  /** Whoever made it may take it back. */
  mine: boolean
  createdAt: string
  state: 'open' | 'applied'
  /** True: something was published since the plan was last looked at. */
  stale: boolean
  pack: { name: string; from: string | null; to: string | null } | null
  signature: { state: 'valid' | 'unknown_key' | 'broken' | 'unsigned'; key?: string } | null
  definitions: { added: Titled[]; changed: (Titled & { comparison: Comparison })[]; removed: Titled[] }
  local: LocalOutcome[]
  conflicts: Conflict[]
  open: number
  diagnostics: Diagnostic[]
  schema: SchemaImpact | null
  orphans: { entity: string; rows: number }[]
  running: { flow: string; instances: number }[]
  returns: boolean
  publication: { id: string; state: string } | null
}

export type Choices = Readonly<Record<string, Side>>

export const packsApi = {
  list: () => api.get<{ items: PackSummary[] }>('/api/packs').then(answer => answer.items),
  setPolicy: (name: string, review: ReviewPolicy) => api.put<void>(`/api/packs/${name}/policy`, { review }),
  plan: (file: Blob, options: { action: PlanAction; allowOlder?: boolean }) =>
    api.post<PackPlan>(withQuery('/api/pack-plans', options), file),
  planUninstall: (pack: string) => api.post<PackPlan>('/api/pack-plans', { action: 'uninstall', pack }),
  readPlan: (id: string) => api.get<PackPlan>(`/api/pack-plans/${id}`),
  choose: (id: string, choices: Choices) => api.put<PackPlan>(`/api/pack-plans/${id}/choices`, { choices }),
  apply: (id: string, note: string) => api.post<PackPlan>(`/api/pack-plans/${id}/apply`, note === '' ? {} : { note }),
  discard: (id: string) => api.delete<void>(`/api/pack-plans/${id}`),
  localChange: (id: string) =>
    api.get<{ from: { text: string | null }; to: { text: string | null }; comparison: Comparison }>(
      `/api/definitions/${id}/compare?from=pack&to=current`,
    ),
}

/** Downloads: the browser asks for them itself, with its cookie. */
export const packFileUrl = (name: string): string => `/api/packs/${name}/file`
export const LOCAL_LAYER_URL = '/api/local-layer'
