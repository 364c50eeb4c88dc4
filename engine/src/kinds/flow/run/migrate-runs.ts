import { accessOf } from '../../../access/ability.ts'
import { mayOnDefinition } from '../../../access/definition-rights.ts'
import { InvalidInput, NotAllowed } from '../../../base/errors.ts'
import { nearest } from '../../../base/nearest.ts'
import type { Definition } from '../../../metadata/snapshot.ts'
import type { RunContext } from '../../../runtime/context.ts'
import type { FlowGraph } from '../graph.ts'
import { applyMigration, planMigration, type IdMapping, type MigrationPlan } from '../migrate.ts'
import { isFinished, type FlowState } from '../state.ts'
import { moveRun } from './change-run.ts'
import { databasePorts } from './database-ports.ts'
import { graphOrEmpty } from './graph-of-version.ts'
import { loadState } from './load-state.ts'
import { loadByInstance, readInstance } from './statements/load-instance.ts'
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
}

export interface MigrationItem extends MigrationPlan {
  id: string
  from: number
  subject: FlowState['instance']['subject']
  state: 'ready' | 'blocked' | 'migrated'
}

export interface Migration {
  flow: string
  to: { version: number; snapshot: number }
  items: MigrationItem[]
  /** Runs of other versions that stand beyond this answer: ask again. */
  rest: number
}

/** Runs in one answer and in one transaction. */
const AT_ONCE = 100

type Target = Definition<FlowGraph>

/**
 * Moves unfinished runs to the present version of their flow, with its forms and rules: a plan per run, or the move of those
 * without a problem. Throws UnknownDefinition, MigrationForbidden, MigrationMappingWrong.
 */
export async function migrateRuns(ctx: RunContext, order: MigrationOrder): Promise<Migration> {
  const target = ctx.snapshot.get<FlowGraph>('flow', order.flow)
  if (!mayOnDefinition(accessOf(ctx.principal, ctx.snapshot), 'publish', target.source.id))
    throw new MigrationForbidden(order.flow)
  checkMapping(order.mapping ?? {}, target)
  const { ids, rest } = await runsToMove(ctx, order, target)
  const items: MigrationItem[] = []
  for (const id of ids) {
    const item = await migrateRun(ctx, id, { order, target })
    if (item !== null) items.push(item)
  }
  return { flow: order.flow, to: { version: target.version, snapshot: ctx.snapshot.id }, items, rest }
}

function checkMapping(mapping: IdMapping, { compiled: { elements, flows } }: Target): void {
  const known = [...Object.keys(elements), ...Object.keys(flows)]
  const wrong = Object.entries(mapping).filter(([, to]) => !known.includes(to))
  if (wrong.length > 0) throw new MigrationMappingWrong(wrong, known)
}

async function runsToMove(ctx: RunContext, { flow, versions, instances }: MigrationOrder, { version }: Target) {
  if (instances !== undefined)
    return { ids: instances.slice(0, AT_ONCE), rest: Math.max(0, instances.length - AT_ONCE) }
  const which = [flow, version, versions ?? null]
  const rows = await ctx.tx.query<{ id: string }>(readOtherVersions, [...which, AT_ONCE])
  const [all] = await ctx.tx.query<{ runs: number }>(countOtherVersions, which)
  return { ids: rows.map(row => row.id), rest: all!.runs - rows.length }
}

/** Null when the run is of another flow, or over meanwhile. */
async function migrateRun(
  ctx: RunContext,
  id: string,
  { order, target }: { order: MigrationOrder; target: Target },
): Promise<MigrationItem | null> {
  const state = await loadState(ctx.tx, order.apply ? loadByInstance : readInstance, id)
  if (state === null || isFinished(state) || state.instance.definition !== order.flow) return null
  const { graph: old } = await graphOrEmpty(ctx, state.instance)
  const between = { old, next: target.compiled, mapping: order.mapping ?? {} }
  const plan = planMigration(state, between)
  const { version: from, subject } = state.instance
  const item = { id, from, subject, ...plan }
  if (plan.problems.length > 0) return { ...item, state: 'blocked' }
  if (!order.apply) return { ...item, state: 'ready' }
  const run = { graph: target.compiled, state, ports: databasePorts(ctx, state) }
  const to = { version: target.version, snapshot: ctx.snapshot.id === 0 ? null : ctx.snapshot.id }
  await moveRun(ctx, run, () => applyMigration(run, plan, { ...between, ...to }))
  return { ...item, state: 'migrated' }
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
