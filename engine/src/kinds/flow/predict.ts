import { JingweiError } from '../../base/errors.ts'
import { actOnTask } from './actions.ts'
import { nextToAct } from './simulation/next-to-act.ts'
import type { UserTask } from './graph.ts'
import type { RunningFlow } from './run-to-rest.ts'
import { isFinished, participantsOf } from './state.ts'

/** A task that is still to come if everybody agrees. */
export interface PredictedStep {
  element: string
  title: string
  kind: UserTask['kind'] | 'end'
  people: string[]
}

/** A prediction that is not finished after this many acts stays incomplete. */
const MAX_ACTS = 200

/**
 * What a run will ask of whom, if everybody agrees from here on: the same files as the real run, in memory, on a state that is
 * thrown away. The ports must change nothing; calls give nothing. Ends early where the flow can't decide yet.
 */
export async function predict(running: RunningFlow): Promise<PredictedStep[]> {
  const { state, graph } = running
  const known = new Set(state.tasks.all().map(t => t.id))
  try {
    for (let acts = 0; acts < MAX_ACTS && !isFinished(state); acts++) {
      const next = nextToAct(state)
      if (next === null) break
      const outcome = next.task.kind === 'approval' ? 'approve' : 'done'
      await actOnTask(running, { task: next.task.id, person: next.person, outcome, opinion: '-' })
    }
  } catch (error) {
    // Values that only the coming steps will fill in are missing: what is known so far stands.
    if (!(error instanceof JingweiError)) throw error
  }
  const tasks = state.tasks
    .where(t => !known.has(t.id))
    .map(t => ({
      element: t.element,
      title: t.title,
      kind: t.kind,
      people: participantsOf(state, t.id)
        .filter(p => p.state !== 'skipped')
        .map(p => p.person),
    }))
  const end = isFinished(state) ? graph.elements[state.instance.outcome ?? ''] : undefined
  return end === undefined ? tasks : [...tasks, { element: end.id, title: end.title, kind: 'end', people: [] }]
}
