import { outcomesOf } from '../approval/check-action.ts'
import type { UserTask } from '../graph.ts'
import { graphOf, ownScope, type RunningFlow } from '../kernel/running-flow.ts'
import { isOver, participantsOf, type Job, type Subscription, type Task, type Token } from '../state.ts'
import type { CaseStep } from './case-steps.ts'
import { runsOf, type Trial } from './trial.ts'

/** Something that somebody could do now. */
export interface Move {
  /** The same as long as it can be done. */
  id: string
  element: string
  /** What a person may choose from. */
  outcomes: readonly string[]
  step(choice: { outcome?: string; variables?: Record<string, unknown> }): CaseStep
}

/** All of them, in the order of the runs. Of several instances at one element the first is meant by a step. */
export const movesIn = (trial: Trial): Move[] =>
  runsOf(trial)
    .filter(({ state }) => !isOver(state.instance) && !state.instance.suspended)
    .flatMap(running => [
      ...running.state.tasks.where(task => task.state === 'open').map(task => taskMove(task, running)),
      ...running.state.subscriptions.where(each => each.kind !== 'condition').map(eventMove),
      ...running.state.jobs.where(isForWorker).map(workMove),
      ...running.state.tokens.all().flatMap(token => tokenMoves(token, running)),
    ])

const isForWorker = ({ kind, topic, state }: Job): boolean =>
  kind === 'external' && state === 'ready' && topic?.startsWith('function:') !== true

function taskMove(task: Task, running: RunningFlow): Move {
  const { id, element } = task
  const person = participantsOf(running.state, id).find(p => p.state === 'active')?.person
  const node = graphOf(running, task.instance).elements[element] as UserTask
  return {
    id,
    element,
    outcomes: person === undefined ? [] : outcomesOf(node),
    step: ({ outcome, variables }) => ({
      complete: element,
      ...(person !== undefined && { by: person, opinion: '-' }),
      ...(outcome !== undefined && { outcome: outcome as 'approve' }),
      ...(variables && { variables }),
    }),
  }
}

const eventMove = ({ id, element, kind, name, key }: Subscription): Move => ({
  id,
  element,
  outcomes: [],
  step: ({ variables }) =>
    kind === 'signal'
      ? { signal: name, ...(variables && { variables }) }
      : { message: name, ...(key !== null && { key }), ...(variables && { variables }) },
})

const workMove = ({ id, element }: Job): Move => ({
  id,
  element,
  outcomes: [],
  step: ({ variables }) => ({ external: element, ...(variables && { variables }) }),
})

/** A receive task without message, or an ad-hoc subprocess in which nothing runs. */
function tokenMoves(token: Token, running: RunningFlow): Move[] {
  const { id, element, state } = token
  const node = graphOf(running, token.instance).elements[element]
  if (state !== 'waiting' || node === undefined) return []
  if (node.type === 'receiveTask' && node.event.type === 'none')
    return [
      { id, element, outcomes: [], step: ({ variables }) => ({ proceed: element, ...(variables && { variables }) }) },
    ]
  const scope = node.type === 'adHocSubProcess' ? ownScope(running.state, token) : undefined
  if (node.type !== 'adHocSubProcess' || scope === undefined || running.state.tokens.count('scope', scope.id) > 0)
    return []
  return node.activities.map(activity => ({
    id: `${id} ${activity}`,
    element: activity,
    outcomes: [],
    step: () => ({ activate: activity }),
  }))
}
