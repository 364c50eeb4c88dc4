import { isUuid } from '../../../../base/ids.ts'
import { Conflict } from '../../../../base/errors.ts'
import type { RunContext } from '../../../../runtime/context.ts'
import { retryIncident, skipIncident } from '../../actions.ts'
import { changeRun, RunUnknown, type LockedRun } from '../change-run.ts'
import { loadByIncident } from '../statements/load-instance.ts'
import { requireOperator } from './require-operator.ts'

export interface IncidentRepair {
  id: string
  reason: string
}

/** What was put right is tried again, with all its attempts. Throws MissingRight, RunUnknown, IncidentResolved, FlowVersionBroken. */
export const retryByHand = (ctx: RunContext, repair: IncidentRepair): Promise<void> =>
  repairIncident(ctx, repair, 'flow.incident_retried', run => retryIncident(run, repair.id))

/** The element counts as done; `flow` says by which way a gateway goes on. Throws what `retryByHand` throws. */
export const skipByHand = (ctx: RunContext, { flow, ...repair }: IncidentRepair & { flow?: string }): Promise<void> =>
  repairIncident(ctx, repair, 'flow.incident_skipped', run =>
    skipIncident(run, repair.id, flow === undefined ? {} : { flow }),
  )

async function repairIncident(
  ctx: RunContext,
  { id, reason }: IncidentRepair,
  action: string,
  work: (run: LockedRun) => Promise<void>,
): Promise<void> {
  requireOperator(ctx)
  if (!isUuid(id)) throw new RunUnknown()
  await changeRun(ctx, { statement: loadByIncident, id }, async run => {
    const incident = run.state.incidents.get(id)
    if (incident === undefined || incident.resolvedAt !== null) throw new IncidentResolved()
    await work(run)
    const { instance } = run.state
    const subject = instance.subject ?? { entity: 'flow', id: instance.id }
    const { element, code, instance: at } = incident
    const changes = { instance: at, incident: id, flow: { name: instance.definition }, element: { id: element }, code }
    ctx.audit({ action, subjectKind: subject.entity, subjectId: subject.id, changes, reason })
  })
}

export class IncidentResolved extends Conflict {
  constructor() {
    super(
      'flow.incident_resolved',
      'This incident is resolved already, or its run has gone on without it. Read the run again.',
    )
  }
}
