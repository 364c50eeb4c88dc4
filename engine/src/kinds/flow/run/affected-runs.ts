import type { AffectedRuns, FieldUse } from '../../../runtime/affected-runs.ts'
import type { RunContext } from '../../../runtime/context.ts'
import type { PastSnapshot } from '../../../runtime/past-definitions.ts'
import { runningVersions, runsOfVersion, type RunningVersion } from './running-versions.ts'

/** Ids that are given as examples. */
const EXAMPLES = 20

/** `fields`: `contract#amount`, `contract#lines.cost`, or `contract` for the whole entity (metadata/lost-fields.ts). */
export async function affectedRuns(ctx: RunContext, fields: readonly string[]): Promise<AffectedRuns[]> {
  if (fields.length === 0) return []
  const affected: AffectedRuns[] = []
  for (const kept of await runningVersions(ctx)) {
    const uses = await usesOf(ctx, kept, fields)
    if (uses.length === 0) continue
    const flow = { name: kept.definition, version: kept.version }
    affected.push({ flow, runs: kept.runs, instances: await runsOfVersion(ctx, kept, EXAMPLES), uses })
  }
  return affected
}

async function usesOf(ctx: RunContext, kept: RunningVersion, fields: readonly string[]): Promise<FieldUse[]> {
  const id = kept.snapshot ?? ctx.snapshot.id
  const past = await ctx.run<PastSnapshot>('past', '*', 'snapshot', { id })
  const forms = past
    .references('flow', kept.definition)
    .flatMap(({ to }) => (to.startsWith('form/') ? [to.slice(5)] : []))
  return [
    ...usesIn(past, { kind: 'flow', name: kept.definition }, fields),
    ...[...new Set(forms)].flatMap(name => usesIn(past, { kind: 'form', name }, fields)),
  ]
}

function usesIn(
  past: PastSnapshot,
  { kind, name }: { kind: string; name: string },
  fields: readonly string[],
): FieldUse[] {
  const found = past.source(kind, name)
  if (found === undefined) return []
  const { source, version } = found
  const uses = past.references(kind, name).flatMap(({ to, at }): FieldUse[] => {
    const field = fields.find(each => names(to, `entity/${each}`))
    return field === undefined ? [] : [{ field, by: source.id, version, at }]
  })
  return [...new Map(uses.map(use => [`${use.field} ${use.at}`, use])).values()]
}

/** Who names a list names its fields, too, as far as can be told; and who names a field of an entity names the entity. */
const names = (reference: string, lost: string): boolean =>
  reference === lost ||
  reference.startsWith(`${lost}.`) ||
  reference.startsWith(`${lost}#`) ||
  (reference.includes('#') && lost.startsWith(`${reference}.`))
