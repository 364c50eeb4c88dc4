import type { Statement } from '../../../../runtime/context.ts'

/** $1: job. A delivery that failed becomes a job of the run whose subscription it was for: its incident belongs there. */
export const adoptDelivery: Statement = {
  name: 'flow-adopt-delivery',
  text: `
    update flow.job j set instance_id = s.instance_id, root_id = s.root_id, scope_id = s.scope_id, iteration_id = s.iteration_id
    from flow.subscription s
    where j.id = $1 and j.kind = 'deliver' and s.id = (j.data ->> 'subscription')::uuid`,
}
