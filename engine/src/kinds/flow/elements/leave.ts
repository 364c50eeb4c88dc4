import type { Effect } from '../effect.ts'
import type { SequenceFlow } from '../graph.ts'
import { cannotDecide, type At } from './behaviour.ts'
import { reachedEnd } from './reached-end.ts'

/**
 * The token leaves an activity or event: all unconditional flows at once (implicit parallel split), of the conditional
 * ones those that are true, else the default (BPMN 2.0.2 §13.3.2). Without outgoing flow the path ends here.
 */
export function leave(at: At): Effect[] {
  if (at.element.outgoing.length === 0)
    return [...(isEndAtWork(at) ? reachedEnd(at) : []), { do: 'end_path', token: at.token.id }]
  const chosen = trueFlows(at)
  return 'incident' in chosen ? chosen.incident : [{ do: 'consume', token: at.token.id }, take(at, chosen.flows)]
}

/** An end event whose message is sent by a function, an expression or a worker. */
const isEndAtWork = ({ element }: At): boolean => 'bpmn' in element && element.bpmn === 'endEvent'

/** Every flow whose condition is true or that has none, else the default; or why none can be chosen. */
export function trueFlows(at: At): { flows: string[] } | { incident: Effect[] } {
  const flows = at.element.outgoing.map(id => at.graph.flows[id]!).filter(flow => flow.id !== at.element.defaultFlow)
  const taken: string[] = []
  for (const flow of flows) {
    const answer = holds(flow, at)
    if (answer === null) return { incident: cannotDecide(at, ...notBoolean(flow), 'depart') }
    if (answer) taken.push(flow.id)
  }
  if (taken.length === 0 && at.element.defaultFlow !== null) taken.push(at.element.defaultFlow)
  return taken.length > 0 ? { flows: taken } : { incident: cannotDecide(at, ...noFlow(at), 'depart') }
}

export const take = (at: At, flows: readonly string[]): Effect => ({
  do: 'take',
  flows,
  scope: at.token.scope,
  task: at.token.task,
})

/** True, false, or null when the condition is neither: an empty value must not choose a way. */
export function holds(flow: SequenceFlow, at: At): boolean | null {
  if (flow.condition === null) return true
  const value = flow.condition.evaluate(at.scope)
  return typeof value === 'boolean' ? value : null
}

export const notBoolean = (flow: SequenceFlow): [string, string] => [
  'flow.condition_not_boolean',
  `The condition of ${flow.id} (${flow.condition?.text}) is neither true nor false: a value that it reads is empty. Fill it in, then retry.`,
]

export const noFlow = (at: At): [string, string] => [
  'flow.no_way_out',
  `No condition behind ${at.element.id} is true and it has no default flow. Correct the values, then retry.`,
]
