import type { RunContext } from '../../../runtime/context.ts'
import { applyMigration, planMigration } from '../migrate.ts'
import { isOver, type FlowState } from '../state.ts'
import { moveRun, runOn, type LockedRun } from './change-run.ts'
import { graphOrEmpty } from './graph-of-version.ts'
import { graphsOf } from './graphs-of-run.ts'
import { loadState, readRest } from './load-state.ts'
import type { MigrationItem, MigrationOrder, MigrationTarget } from './migrate-runs.ts'
import { loadByInstance, readInstance } from './statements/load-instance.ts'

/** One run, root or called by another one. Null when it is of another flow, or over meanwhile. */
export async function migrateRun(
  ctx: RunContext,
  id: string,
  { order, target }: { order: MigrationOrder; target: MigrationTarget },
): Promise<MigrationItem | null> {
  const state = await wholeState(ctx, id, order.apply)
  const instance = state?.instances.get(id)
  if (state === null || instance === undefined || isOver(instance) || instance.definition !== order.flow) return null
  const { graph: old } = await graphOrEmpty(ctx, instance)
  const { version: from, subject, process } = instance
  const next = process === '' ? target.compiled : target.compiled.processes[process]
  if (next === undefined) return { id, from, subject, state: 'blocked', moves: [], problems: [noProcess(process)] }
  const between = { old, next, mapping: order.mapping ?? {}, instance: id }
  const plan = planMigration(state, between)
  const item = { id, from, subject, ...plan }
  if (plan.problems.length > 0) return { ...item, state: 'blocked' }
  if (!order.apply) return { ...item, state: 'ready' }
  const run = await runWith(ctx, state, { id, graph: next })
  const to = { version: target.version, snapshot: ctx.snapshot.id === 0 ? null : ctx.snapshot.id }
  await moveRun(ctx, run, () => applyMigration(run, plan, { ...between, ...to }))
  return { ...item, state: 'migrated' }
}

/** With all iterations: they move together. */
export async function wholeState(ctx: RunContext, id: string, lock: boolean): Promise<FlowState | null> {
  const state = await loadState(ctx.tx, lock ? loadByInstance : readInstance, id)
  if (state !== null) await readRest(ctx.tx, state)
  return state
}

/** The run in memory, with this graph for one of its instances. */
export async function runWith(
  ctx: RunContext,
  state: FlowState,
  { id, graph }: { id: string; graph: LockedRun['graph'] },
): Promise<LockedRun> {
  const graphs = await graphsOf(ctx, state)
  const isRoot = id === state.instance.id
  if (!isRoot) graphs.called.set(id, graph)
  return runOn(ctx, state, { graph: isRoot ? graph : graphs.graph, called: graphs.called })
}

const noProcess = (process: string) => ({
  element: process,
  code: 'flow.migration_element_gone' as const,
  message: `The new version has no process "${process}".`,
})
