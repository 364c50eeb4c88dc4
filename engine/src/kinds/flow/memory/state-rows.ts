import { stateOf, type FlowState, type StateRows } from '../state.ts'

/** Everything that the state holds, as it would lie in the tables. Rows are never changed in place: the lists may be kept. */
export const rowsOf = (state: FlowState): StateRows => ({
  instances: state.instances.all(),
  scopes: state.scopes.all(),
  outputs: state.outputs.all(),
  tokens: state.tokens.all(),
  tasks: state.tasks.all(),
  participants: state.participants.all(),
  jobs: state.jobs.all(),
  subscriptions: state.subscriptions.all(),
  compensations: state.compensations.all(),
  incidents: state.incidents.all(),
  approvals: [...state.approvals],
})

/** A state that was read from such rows. */
export const stateFromRows = (root: string, rows: StateRows): FlowState =>
  stateOf({ root, rows, isNew: false, whole: true })
