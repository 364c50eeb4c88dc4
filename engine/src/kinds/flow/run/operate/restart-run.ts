import { newId } from '../../../../base/ids.ts'
import type { RunContext } from '../../../../runtime/context.ts'
import { moveTokens } from '../../actions.ts'
import { isOver, newState, type Instance } from '../../state.ts'
import { changeRun, moveRun, runOn, RunUnknown } from '../change-run.ts'
import { graphOfVersion } from '../graph-of-version.ts'
import { loadState } from '../load-state.ts'
import { loadByInstance, readInstance } from '../statements/load-instance.ts'
import { NotRootRun, rootOf, type Repair, type Repaired } from './repair-run.ts'
import { requireOperator } from './require-operator.ts'

/**
 * A run goes on from an element, with its variables: one that is not over leaves everything else; for one that is over a new
 * run of the same version begins there. Throws MissingRight, RunUnknown, NotRootRun, FlowPlaceUnknown, FlowVersionBroken.
 */
export async function restartRun(
  ctx: RunContext,
  { id, element, reason }: Repair & { element: string },
): Promise<Repaired & { restartOf: string }> {
  requireOperator(ctx)
  const root = await rootOf(ctx, id)
  if (root !== id) throw new NotRootRun(root)
  const before = await loadState(ctx.tx, readInstance, id)
  if (before === null) throw new RunUnknown()
  const begun = isOver(before.instance)
    ? await beginAgain(ctx, before.instance, element)
    : await goBack(ctx, id, element)
  const { definition, version, subject } = before.instance
  ctx.audit({
    action: 'flow.restarted',
    subjectKind: subject?.entity ?? 'flow',
    subjectId: subject?.id ?? id,
    changes: { instance: id, restarted: begun.id, flow: { name: definition, version }, element: { id: element } },
    reason,
  })
  return { ...begun, restartOf: id }
}

const goBack = (ctx: RunContext, id: string, element: string): Promise<Repaired> =>
  changeRun(ctx, { statement: loadByInstance, id, whole: true }, async run => {
    const { state } = run
    const cancel = state.tokens.by('scope', id).map(token => token.id)
    await moveTokens(run, { cancel, create: [{ element }] })
    return { id, state: state.instance.state, suspended: state.instance.suspended }
  })

async function beginAgain(
  ctx: RunContext,
  { definition, version, process, snapshot, subject, businessKey, variables, starter }: Instance,
  element: string,
): Promise<Repaired> {
  const id = newId()
  const now = ctx.clock.now().toISOString()
  const kept = { definition, version, process, snapshot, subject, businessKey, variables, starter }
  const state = newState({ id, now, ...kept })
  const run = runOn(ctx, state, { graph: await graphOfVersion(ctx, state.instance), called: new Map() })
  await moveRun(ctx, run, () => moveTokens(run, { cancel: [], create: [{ element }] }))
  return { id, state: state.instance.state, suspended: false }
}
