import { Conflict } from '../../../../base/errors.ts'
import { isUuid } from '../../../../base/ids.ts'
import type { RunContext } from '../../../../runtime/context.ts'
import { isOver } from '../../state.ts'
import { changeRun, RunUnknown, type LockedRun } from '../change-run.ts'
import { findRoot } from '../statements/find-root.ts'
import { loadByInstance } from '../statements/load-instance.ts'
import { requireOperator } from './require-operator.ts'

/** What every repair says: which run, and why. */
export interface Repair {
  id: string
  reason: string
}

export interface Repaired {
  id: string
  state: string
  suspended: boolean
}

/**
 * An administrator changes a run that is not over, under its lock; written down with his reason. `id` may be a run that was
 * called: its root is locked. Throws MissingRight, RunUnknown, RunOver, and what the work throws.
 */
export async function repairRun(
  ctx: RunContext,
  { id, reason }: Repair,
  how: { action: string; facts?: Record<string, unknown>; evenOver?: boolean; work(run: LockedRun): Promise<unknown> },
): Promise<Repaired> {
  requireOperator(ctx)
  const root = await rootOf(ctx, id)
  return changeRun(ctx, { statement: loadByInstance, id: root, whole: true, evenBroken: true }, async run => {
    const { state } = run
    if (isOver(state.instance)) throw new RunOver()
    await how.work(run)
    audit(ctx, run, { id, reason, ...how })
    return { id, state: state.instances.get(id)?.state ?? state.instance.state, suspended: state.instance.suspended }
  })
}

/** Throws RunUnknown. */
export async function rootOf(ctx: RunContext, id: string): Promise<string> {
  const [found] = isUuid(id) ? await ctx.tx.query<{ root: string }>(findRoot, [id]) : []
  if (found === undefined) throw new RunUnknown()
  return found.root
}

function audit(
  ctx: RunContext,
  { state: { instance } }: LockedRun,
  { id, reason, action, facts = {} }: Repair & { action: string; facts?: Record<string, unknown> },
): void {
  const subject = instance.subject ?? { entity: 'flow', id: instance.id }
  const changes = { instance: id, flow: { name: instance.definition, version: instance.version }, ...facts }
  ctx.audit({ action, subjectKind: subject.entity, subjectId: subject.id, changes, reason })
}

export class RunOver extends Conflict {
  constructor() {
    super(
      'flow.run_over',
      'This run is over: nothing moves in it any more. Restart it from an element, or begin a new one.',
    )
  }
}

export class NotRootRun extends Conflict {
  constructor(root: string) {
    super('flow.called_run', `This run was called by another one and goes with it. Do it to the run ${root}.`, {
      details: { root },
    })
  }
}
