import type { RunContext } from '../../../../runtime/context.ts'
import { cancelRun, moveTokens, resume, retryIncident, setVariables, suspend, type TokenMove } from '../../actions.ts'
import { planMove, type MovePlan } from '../../plan-move.ts'
import { lookForMessages } from '../messages/outgoing.ts'
import { loadState, readRest } from '../load-state.ts'
import { graphOrEmpty } from '../graph-of-version.ts'
import { RunUnknown, type LockedRun } from '../change-run.ts'
import { readInstance } from '../statements/load-instance.ts'
import { NotRootRun, repairRun, rootOf, type Repair, type Repaired } from './repair-run.ts'
import { requireOperator } from './require-operator.ts'

/** Sets variables of a run, or of one scope in it. The old values are in the history. */
export const changeVariables = (
  ctx: RunContext,
  {
    variables,
    scope,
    local = false,
    ...repair
  }: Repair & { variables: Record<string, unknown>; scope?: string; local?: boolean },
): Promise<Repaired> =>
  repairRun(ctx, repair, {
    action: 'flow.variables_changed',
    facts: { variables: Object.keys(variables), scope: scope ?? null },
    work: run => setVariables(run, { scope: scope ?? repair.id, variables, local }),
  })

/** Nothing of a run and those that it called moves until it is resumed. */
export const suspendRun = (ctx: RunContext, repair: Repair): Promise<Repaired> =>
  repairRun(ctx, repair, {
    action: 'flow.suspended',
    work: async run => {
      refuseCalled(run, repair.id)
      if (!run.state.instance.suspended) await suspend(run)
    },
  })

/** It goes on; what was published meanwhile and still waits is looked for. */
export const resumeRun = (ctx: RunContext, repair: Repair): Promise<Repaired> =>
  repairRun(ctx, repair, {
    action: 'flow.resumed',
    work: async run => {
      refuseCalled(run, repair.id)
      if (!run.state.instance.suspended) return
      await resume(run)
      lookForMessages(ctx, run.state.subscriptions.by('kind', 'message'))
    },
  })

/** A run ends before its time, with those that it called; what was completed may be undone first. */
export const endRun = (
  ctx: RunContext,
  { compensate = false, ...repair }: Repair & { compensate?: boolean },
): Promise<Repaired> =>
  repairRun(ctx, repair, {
    action: 'flow.cancelled',
    facts: { compensate },
    work: run => {
      refuseCalled(run, repair.id)
      return cancelRun(run, { compensate })
    },
  })

/** Every open incident of a run is tried again. */
export const retryRun = (ctx: RunContext, repair: Repair): Promise<Repaired> =>
  repairRun(ctx, repair, { action: 'flow.incidents_retried', work: retryAll })

async function retryAll(run: LockedRun): Promise<void> {
  for (const incident of run.state.incidents.where(i => i.resolvedAt === null)) await retryIncident(run, incident.id)
}

/** Ends tokens and makes others, see `moveTokens`. */
export const moveRunTokens = (ctx: RunContext, { cancel, create, ...repair }: Repair & TokenMove): Promise<Repaired> =>
  repairRun(ctx, repair, {
    action: 'flow.tokens_moved',
    facts: { cancel, create },
    work: run => moveTokens(run, { cancel, create: create.map(each => ({ instance: repair.id, ...each })) }),
  })

/** What moving would end and make, without doing it. Throws MissingRight, RunUnknown, FlowPlaceUnknown. */
export async function planRunMove(ctx: RunContext, { id, ...move }: { id: string } & TokenMove): Promise<MovePlan> {
  requireOperator(ctx)
  const state = await loadState(ctx.tx, readInstance, await rootOf(ctx, id))
  if (state !== null) await readRest(ctx.tx, state)
  const instance = state?.instances.get(id)
  if (state === null || instance === undefined) throw new RunUnknown()
  const { graph } = await graphOrEmpty(ctx, instance)
  return planMove(state, { graph, instance: id, ...move })
}

/** Those that another one called stand and fall with it. */
export function refuseCalled({ state }: LockedRun, id: string): void {
  if (state.instance.id !== id) throw new NotRootRun(state.instance.id)
}
