import type { BusinessRuleTask } from '../graph.ts'
import { inputsIn } from '../scope.ts'
import { cannotDecide, type Behaviour } from './behaviour.ts'

/** Evaluates a rule set and keeps its outputs in a variable (BPMN 2.0.2 §10.3.3); the trace goes into the history. */
export const businessRuleTask: Behaviour<BusinessRuleTask> = {
  enter(at) {
    const { element, scope, token } = at
    const asOf = element.asOf === null ? null : (scope.record as Record<string, unknown> | null)?.[element.asOf]
    if (asOf !== null && typeof asOf !== 'string') {
      const message = `The rule set ${element.ruleSet} is evaluated as of ${element.asOf}, and the record has no ${element.asOf}. Fill it in, then retry.`
      return cannotDecide(at, 'flow.as_of_missing', message)
    }
    return [
      { do: 'evaluate', token: token.id, ruleSet: element.ruleSet, inputs: inputsIn(element.inputs, scope), asOf },
    ]
  },
  resume(at, answer) {
    if (answer.to !== 'evaluate') return []
    const { element } = at
    return [
      { do: 'note', element: element.id, event: 'decided', data: { ...answer.decision, ruleSet: element.ruleSet } },
      { do: 'set', name: element.resultVariable, value: answer.decision.outputs ?? null },
      { do: 'leave', token: at.token.id },
    ]
  },
}
