import type { RunContext, Statement } from '../../../runtime/context.ts'
import { isOver, stateOf, type FlowState, type StateRows } from '../state.ts'
import { noteSequence } from './load-state.ts'
import { noteStored } from './rows/read-rows.ts'

/**
 * Rows of runs that this node moved last, so that the next step of one of them has to read nothing but its number: whoever
 * changes a run, on whatever node, counts it up under the same lock. Only a shortcut: a run that is not here is read.
 */
export interface KeptRuns {
  /** The run of the task, locked, when it is as it was when it was kept. */
  lockByTask(ctx: Pick<RunContext, 'tx'>, task: string): Promise<FlowState | null>
  /** What was committed. */
  keep(state: FlowState): void
}

interface Kept {
  root: string
  sequence: number
  rows: StateRows
  tasks: readonly string[]
}

/** $1: root instance. */
const lockRun: Statement = {
  name: 'flow-lock-run',
  text: 'select sequence from flow.instance where id = $1 for update',
}

/** A run with more rows than this is read anew. */
const MOST_ROWS = 100

/** The runs that were moved last, at most `size` of them. */
export function keptRuns(size: number): KeptRuns {
  const runs = new Map<string, Kept>()
  const roots = new Map<string, string>()
  const forget = (kept: Kept): void => {
    runs.delete(kept.root)
    for (const task of kept.tasks) roots.delete(task)
  }
  return {
    async lockByTask({ tx }, task) {
      const kept = runs.get(roots.get(task) ?? '')
      if (kept === undefined) return null
      const [row] = await tx.query<{ sequence: number }>(lockRun, [kept.root])
      if (row?.sequence === kept.sequence) return stateFrom(kept)
      forget(kept)
      return null
    },
    keep(state) {
      const known = runs.get(state.instance.id)
      if (known !== undefined) forget(known)
      const kept = keepable(state)
      if (kept === null) return
      runs.set(kept.root, kept)
      for (const task of kept.tasks) roots.set(task, kept.root)
      if (runs.size > size) forget(runs.values().next().value!)
    },
  }
}

/** Rows never change in memory, they are replaced: they can be kept as they are. */
function keepable(state: FlowState): Kept | null {
  const { instance } = state
  const tasks = state.tasks.where(task => task.state === 'open')
  if (isOver(instance) || !state.whole || tasks.length === 0) return null
  const rows: Required<StateRows> = {
    instances: state.instances.where(each => !isOver(each)),
    scopes: state.scopes.all(),
    outputs: state.outputs.all(),
    tokens: state.tokens.all(),
    tasks,
    participants: tasks.flatMap(task => state.participants.by('task', task.id)),
    jobs: state.jobs.all(),
    subscriptions: state.subscriptions.all(),
    compensations: state.compensations.all(),
    incidents: state.incidents.where(each => each.resolvedAt === null),
    approvals: [...state.approvals],
  }
  if (Object.values(rows).reduce((sum, each) => sum + each.length, 0) > MOST_ROWS) return null
  for (const { variables } of [...rows.instances, ...rows.scopes]) noteStored(variables)
  return { root: instance.id, sequence: instance.sequence, rows, tasks: tasks.map(task => task.id) }
}

function stateFrom({ root, rows, sequence }: Kept): FlowState {
  const state = stateOf({ root, rows, isNew: false, whole: true })
  noteSequence(state, sequence)
  return state
}
