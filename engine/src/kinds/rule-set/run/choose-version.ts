import { businessDay } from '../../../base/business-day.ts'
import type { Definition, Snapshot } from '../../../metadata/snapshot.ts'
import type { RunContext } from '../../../runtime/context.ts'
import type { PastSnapshot } from '../../../runtime/past-definitions.ts'
import { RuleSetNotInForce, RuleSetVersionBroken } from '../errors.ts'
import { versionInForce, type PublishedVersion } from '../in-force.ts'
import type { RuleSet } from '../rule-set.ts'
import { readPublishedVersions } from './statements/read-published-versions.ts'

type Version = Definition<RuleSet>

/**
 * The version that was in force on a day. Throws UnknownDefinition, RuleSetNotInForce, DefinitionVersionBroken.
 */
export async function versionOfDay(ctx: RunContext, name: string, day: string): Promise<Version> {
  const current = ctx.snapshot.get<RuleSet>('rule-set', name)
  const version = versionInForce(await publishedVersions(ctx, current), day)
  if (version === null) throw new RuleSetNotInForce(name, { day, ...current.compiled.effective })
  if (version === current.version) return current
  return ctx.run<Version>('past', '*', 'version', { id: current.source.id, version })
}

/** The version of a former snapshot. Throws RuleSetVersionBroken, UnknownDefinition. */
export async function versionOfSnapshot(ctx: RunContext, name: string, id: number | null): Promise<Version> {
  if (id === null || id === ctx.snapshot.id) return ctx.snapshot.get<RuleSet>('rule-set', name)
  const past = await ctx.run<PastSnapshot>('past', '*', 'snapshot', { id })
  const fault = past.fault('rule-set', name)
  if (fault !== undefined) throw new RuleSetVersionBroken(name, fault)
  return past.snapshot.get<RuleSet>('rule-set', name)
}

const lists = new WeakMap<Snapshot, Map<string, Promise<PublishedVersion[]>>>()

/** Read once per snapshot: a new version comes with a new snapshot. */
function publishedVersions(ctx: RunContext, current: Version): Promise<PublishedVersion[]> {
  let ofSnapshot = lists.get(ctx.snapshot)
  if (ofSnapshot === undefined) lists.set(ctx.snapshot, (ofSnapshot = new Map()))
  let list = ofSnapshot.get(current.source.id)
  if (list === undefined) {
    ofSnapshot.set(current.source.id, (list = readVersions(ctx, current)))
    list.catch(() => ofSnapshot.delete(current.source.id))
  }
  return list
}

async function readVersions(ctx: RunContext, { source, version, compiled }: Version): Promise<PublishedVersion[]> {
  type Row = Pick<PublishedVersion, 'version' | 'from' | 'to'> & { published_at: Date }
  const rows = await ctx.tx.query<Row>(readPublishedVersions, [source.id, version])
  // What was never published (a check, a simulation) is its own only version.
  if (rows.length === 0) return [{ version, publishedOn: '', ...compiled.effective }]
  return rows.map(row => ({
    version: row.version,
    publishedOn: businessDay(row.published_at),
    from: row.from,
    to: row.to,
  }))
}
