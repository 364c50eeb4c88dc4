import type { Effect } from '../effect.ts'
import type { SequenceFlow } from '../graph.ts'
import { cannotDecide, type At } from './behaviour.ts'

/**
 * The token leaves an activity or event: all unconditional flows at once (implicit parallel split), of the conditional
 * ones those that are true, else the default (BPMN 2.0.2 §13.3.2). Without outgoing flow the path ends here.
 */
export function leave(at: At): Effect[] {
  const flows = at.element.outgoing.map(id => at.graph.flows[id]!).filter(flow => flow.id !== at.element.defaultFlow)
  const answers = flows.map(flow => ({ flow, answer: holds(flow, at) }))
  const undecided = answers.find(a => a.answer === null)
  if (undecided !== undefined) return cannotDecide(at, ...notBoolean(undecided.flow))
  const taken = answers.filter(a => a.answer).map(a => a.flow.id)
  if (taken.length === 0 && at.element.defaultFlow !== null) taken.push(at.element.defaultFlow)
  if (taken.length === 0 && at.element.outgoing.length > 0) return cannotDecide(at, ...noFlow(at))
  return [{ do: 'consume', token: at.token.id }, ...taken.map(flow => take(at, flow))]
}

export const take = (at: At, flow: string): Effect => ({ do: 'take', flow, task: at.token.task })

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
