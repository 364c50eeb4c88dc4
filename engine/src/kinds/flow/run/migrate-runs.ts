import { accessOf } from '../../../access/ability.ts'
import { mayOnDefinition } from '../../../access/definition-rights.ts'
import { InvalidInput, NotAllowed } from '../../../base/errors.ts'
import { nearest } from '../../../base/nearest.ts'
import type { Definition } from '../../../metadata/snapshot.ts'
import type { RunContext } from '../../../runtime/context.ts'
import type { FlowGraph } from '../graph.ts'
import { proposeMapping, type IdMapping, type MigrationPlan } from '../migrate.ts'
import type { FlowState } from '../state.ts'
import { graphOrEmpty } from './graph-of-version.ts'
import { migrateRun } from './migrate-run.ts'
import { takeRunBack } from './take-run-back.ts'
import { readInstanceVersion } from './statements/find-root.ts'
import { countOtherVersions, readOtherVersions } from './statements/running-versions.ts'

export interface MigrationOrder {
  flow: string
  /** Old ids → new ids; equal ids need none. */
  mapping?: IdMapping
  /** Only runs of these versions. */
  versions?: readonly number[]
  /** Only these runs, also of the present version with older forms and rules. */
  instances?: readonly string[]
  /** False: only look. */
  apply: boolean
  /** Back to the version from which they were moved, those of `instances` that have not gone on since. */
  back?: boolean
}

export interface MigrationItem extends MigrationPlan {
  id: string
  from: number
  subject: FlowState['instance']['subject']
  state: 'ready' | 'blocked' | 'migrated' | 'taken_back'
}

export interface Migration {
  flow: string
  to: { version: number; snapshot: number }
  items: MigrationItem[]
  /** Runs of other versions that stand beyond this answer: ask again. */
  rest: number
  /** What the ids that are gone are probably called now, for those that the mapping does not name. Of a plan. */
  proposal?: IdMapping
}

/** Runs in one answer and in one transaction. */
const AT_ONCE = 100

export type MigrationTarget = Definition<FlowGraph>

/**
 * Moves unfinished runs to the present version of their flow, with its forms and rules: a plan per run, or the move of those
 * without a problem; or takes such a move back. Throws UnknownDefinition, MigrationForbidden, MigrationMappingWrong.
 */
export async function migrateRuns(ctx: RunContext, order: MigrationOrder): Promise<Migration> {
  const target = ctx.snapshot.get<FlowGraph>('flow', order.flow)
  if (!mayOnDefinition(accessOf(ctx.principal, ctx.snapshot), 'publish', target.source.id))
    throw new MigrationForbidden(order.flow)
  checkMapping(order.mapping ?? {}, target)
  const { ids, rest } = await runsToMove(ctx, order, target)
  const items: MigrationItem[] = []
  for (const id of ids) {
    const item = order.back ? await takeRunBack(ctx, id, order) : await migrateRun(ctx, id, { order, target })
    if (item !== null) items.push(item)
  }
  const proposal = order.apply || order.back ? null : await proposalFor(ctx, { items, order, target })
  const to = { version: target.version, snapshot: ctx.snapshot.id }
  return { flow: order.flow, to, items, rest, ...(proposal !== null && { proposal }) }
}

/** From the first run that can't be moved as it is. */
async function proposalFor(
  ctx: RunContext,
  { items, order, target }: { items: readonly MigrationItem[]; order: MigrationOrder; target: MigrationTarget },
): Promise<IdMapping | null> {
  const blocked = items.find(item => item.problems.length > 0)
  if (blocked === undefined) return null
  const [kept] = await ctx.tx.query<{ snapshot: string | null; process: string }>(readInstanceVersion, [blocked.id])
  const snapshot = kept!.snapshot === null ? null : Number(kept!.snapshot)
  const { process } = kept!
  const { graph: old } = await graphOrEmpty(ctx, { definition: order.flow, version: blocked.from, snapshot, process })
  const next = process === '' ? target.compiled : target.compiled.processes[process]
  if (next === undefined) return null
  const named = order.mapping ?? {}
  return Object.fromEntries(Object.entries(proposeMapping(old, next)).filter(([id]) => !Object.hasOwn(named, id)))
}

function checkMapping(mapping: IdMapping, { compiled }: MigrationTarget): void {
  const graphs = [compiled, ...Object.values(compiled.processes)]
  const known = graphs.flatMap(({ elements, flows }) => [...Object.keys(elements), ...Object.keys(flows)])
  const wrong = Object.entries(mapping).filter(([, to]) => !known.includes(to))
  if (wrong.length > 0) throw new MigrationMappingWrong(wrong, known)
}

async function runsToMove(
  ctx: RunContext,
  { flow, versions, instances }: MigrationOrder,
  { version }: MigrationTarget,
) {
  if (instances !== undefined)
    return { ids: instances.slice(0, AT_ONCE), rest: Math.max(0, instances.length - AT_ONCE) }
  const which = [flow, version, versions ?? null]
  const rows = await ctx.tx.query<{ id: string }>(readOtherVersions, [...which, AT_ONCE])
  const [all] = await ctx.tx.query<{ runs: number }>(countOtherVersions, which)
  return { ids: rows.map(row => row.id), rest: all!.runs - rows.length }
}

export class MigrationForbidden extends NotAllowed {
  constructor(flow: string) {
    super(
      'flow.migration_forbidden',
      `Moving runs to another version needs the right to publish the flow ${flow}. Ask somebody who may publish it.`,
      { details: { flow } },
    )
  }
}

export class MigrationMappingWrong extends InvalidInput {
  constructor(wrong: readonly (readonly [string, string])[], known: readonly string[]) {
    const problems = wrong.map(([from, to]) => {
      const meant = nearest(to, known)
      const message = `The present version has no "${to}".${meant === undefined ? '' : ` Did you mean "${meant}"?`}`
      return { pointer: `/mapping/${from}`, code: 'flow.migration_mapping', message }
    })
    super('flow.migration_mapping', problems.map(problem => problem.message).join(' '), { problems })
  }
}
