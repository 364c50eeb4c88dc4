import type { Diagnostic } from '../../metadata/diagnostic.ts'
import type { LocalLayer } from '../../metadata/pack-file/local-layer.ts'
import type { PackFolder, PackManifest } from '../../metadata/pack.ts'
import type { SchemaImpact } from '../../store/schema-impact.ts'
import type { PublicationState } from '../publishing/publication-row.ts'
import type { PackDifferences } from './compare-packs.ts'
import type { Choices, LocalConflict, MergedLocal } from './merge-local.ts'
import type { SignatureState } from './pack-trust.ts'

/** What somebody asked for, as `jw.pack_plan.request` keeps it. */
export type PlanRequest =
  | {
      action: 'install' | 'upgrade'
      manifest: PackManifest
      folder: PackFolder
      signature: SignatureState
      allowOlder: boolean
    }
  | { action: 'uninstall'; pack: string }
  | { action: 'import'; layer: LocalLayer }

/** Everything that applying a plan would change, found out without changing anything. */
export interface PlanPreview {
  /** Null for the import of a local layer. `from`, `to`: versions; null before and after. */
  pack: { name: string; from: string | null; to: string | null } | null
  signature: SignatureState | null
  definitions: PackDifferences
  /** What becomes of local changes; `kept` and `taken` count them. */
  local: { id: string; title: string; state: MergedLocal['state']; kept: number; taken: number }[]
  conflicts: LocalConflict[]
  /** Conflicts that nobody has decided. */
  open: number
  /** Of the definitions as they would be; empty while conflicts are open. */
  diagnostics: readonly Diagnostic[]
  /** Null when no entity changes, or when the definitions have errors. */
  schema: SchemaImpact | null
  /** Entities that go while records of them stay in the database. */
  orphans: { entity: string; rows: number }[]
  /** Flows that go while instances of them run: they go on to their end. Where their entity goes too, they wait until it is back. */
  running: { flow: string; instances: number }[]
  /** True: the settings name the pack's folder, so that the next start brings it back. */
  returns: boolean
}

export interface PackPlan extends PlanPreview {
  id: string
  action: PlanRequest['action']
  author: { id: string; name: string }
  createdAt: Date
  state: 'open' | 'applied'
  /** The snapshot that it was made on. */
  snapshot: number
  /** True: another one than the last time it was looked at. */
  stale: boolean
  publication: { id: string; state: PublicationState } | null
}

/** A row of `jw.pack_plan`. */
export interface PackPlanRow {
  id: string
  author: string
  author_name: string | null
  action: PlanRequest['action']
  pack: string | null
  request: PlanRequest
  choices: Choices
  base_snapshot: string
  state: PackPlan['state']
  publication_id: string | null
  publication_state: PublicationState | null
  /** Of an applied plan: what it did. */
  applied: PlanPreview | null
  created_at: Date
}
