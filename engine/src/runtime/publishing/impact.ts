import { hasErrors, type Diagnostic } from '../../metadata/diagnostic.ts'
import type { Comparison } from '../../metadata/compare/change.ts'
import { lostFields } from '../../metadata/lost-fields.ts'
import { reader } from '../../store/transaction.ts'
import type { SchemaImpact } from '../../store/schema-impact.ts'
import type { AffectedRuns } from '../affected-runs.ts'
import type { Transaction } from '../context.ts'
import type { CaseOutcome } from './case-outcome.ts'
import { entityModels, type PublishDesk } from './desk.ts'
import type { Prepared } from './prepared.ts'
import { prepareContent } from './publication-content.ts'
import { shownOf } from './shown.ts'
import type { LocalChange } from './target.ts'

/** What publishing some changes would mean. With errors among the diagnostics nothing more can be said. */
export interface ChangeImpact {
  diagnostics: readonly Diagnostic[]
  comparisons: { id: string; comparison: Comparison }[]
  cases: CaseOutcome | null
  /** What happens to stored records; null when no entity changes. */
  schema: SchemaImpact | null
  /** Unfinished runs of flows that keep a version naming a field which would be lost: they need to be migrated. */
  runs: AffectedRuns[]
}

/** Looks only. Throws ChangedMeanwhile, BadChanges. */
export async function impactOf(desk: PublishDesk, changes: readonly LocalChange[]): Promise<ChangeImpact> {
  const tx = reader(desk.parts.database)
  const prepared = await prepareContent(desk, tx, { changes })
  const { diagnostics } = prepared
  if (hasErrors(diagnostics)) return { diagnostics, comparisons: [], cases: null, schema: null, runs: [] }
  const { shown, details } = await shownOf(desk, tx, prepared)
  const comparisons = Object.entries(details.changes).map(([id, { comparison }]) => ({ id, comparison }))
  const runs = await runsInTheWay(desk, tx, prepared)
  return { diagnostics, comparisons, cases: shown.cases, schema: details.schema, runs }
}

async function runsInTheWay(desk: PublishDesk, tx: Transaction, prepared: Prepared): Promise<AffectedRuns[]> {
  const { now, output, changed } = prepared
  if (desk.parts.affectedRuns === undefined || now === undefined) return []
  if (!changed.some(({ id }) => id.split('/')[1] === 'entity')) return []
  const before = entityModels((await desk.prepare(tx, now, now)).output)
  return desk.parts.affectedRuns(lostFields(before, entityModels(output)))
}
