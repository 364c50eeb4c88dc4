import { Conflict } from '../../../../base/errors.ts'
import type { RunContext } from '../../../../runtime/context.ts'
import { RunUnknown } from '../change-run.ts'
import { deleteRun, lockRoot } from '../statements/delete-run.ts'
import { NotRootRun, rootOf, type Repair } from './repair-run.ts'
import { requireDeleter } from './require-operator.ts'

/**
 * A run goes with its history, its tasks and the runs that it called; the audit trail keeps what was done in it, and that it
 * was deleted. Throws MissingRight, RunUnknown, NotRootRun, RunNotOver.
 */
export async function deleteByHand(
  ctx: RunContext,
  { id, reason, force }: Repair & { force: boolean },
): Promise<{ instances: number }> {
  requireDeleter(ctx)
  const root = await rootOf(ctx, id)
  if (root !== id) throw new NotRootRun(root)
  const [run] = await ctx.tx.query<LockedRow>(lockRoot, [id])
  if (run === undefined) throw new RunUnknown()
  if (!force && (run.state === 'running' || run.state === 'incident')) throw new RunNotOver()
  const [gone] = await ctx.tx.query<{ instances: number }>(deleteRun, [id])
  ctx.audit({
    action: 'flow.deleted',
    subjectKind: run.subject_entity ?? 'flow',
    subjectId: run.subject_id ?? id,
    changes: {
      instance: id,
      flow: { name: run.definition, version: run.version },
      state: run.state,
      instances: gone!.instances,
    },
    reason,
  })
  return gone!
}

interface LockedRow {
  definition: string
  version: number
  state: string
  subject_entity: string | null
  subject_id: string | null
}

export class RunNotOver extends Conflict {
  constructor() {
    super('flow.run_not_over', 'This run is not over. Cancel it first, or delete it by force.')
  }
}
