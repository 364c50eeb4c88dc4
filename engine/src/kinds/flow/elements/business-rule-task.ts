import { businessDay } from '../../../base/business-day.ts'
import type { BusinessRuleTask } from '../graph.ts'
import { inputsIn } from '../scope.ts'
import { decisionResult } from './decision-result.ts'
import { resultIn } from './result-in.ts'
import { cannotDecide, type At, type Behaviour } from './behaviour.ts'

/** Evaluates a rule set and keeps its outputs in a variable (BPMN 2.0.2 §10.3.3); the trace goes into the history. */
export const businessRuleTask: Behaviour<BusinessRuleTask> = {
  enter(at) {
    const { element, scope, token } = at
    const { ruleSet, asOf: day } = element
    const asOf = dayOf(at)
    if (day !== null && asOf === null) {
      const message = `The rule set ${ruleSet} is evaluated as of ${day.text}, which gives no day. Fill it in, then retry.`
      return cannotDecide(at, 'flow.as_of_missing', message)
    }
    const inputs = element.inputs === null ? { ...scope } : inputsIn(element.inputs, scope)
    return [{ do: 'evaluate', token: token.id, ruleSet, inputs, pinned: element.binding === 'pinned', asOf }]
  },
  resume(at, answer) {
    if (answer.to !== 'evaluate') return []
    const { element } = at
    const how = { ruleSet: element.ruleSet, binding: element.binding, ...(element.asOf && { asOf: dayOf(at) }) }
    return [
      {
        do: 'note',
        instance: at.instance.id,
        element: element.id,
        event: 'decided',
        data: { ...answer.decision, ...how },
      },
      ...resultIn(at, element.resultVariable, decisionResult(answer.decision.outputs, element.mapDecision)),
      { do: 'leave', token: at.token.id },
    ]
  },
}

/** `YYYY-MM-DD`; of an instant, the day of the business. */
function dayOf({ element, scope }: At<BusinessRuleTask>): string | null {
  const value = element.asOf?.evaluate(scope)
  if (typeof value !== 'string') return null
  if (/^\d{4}-\d{2}-\d{2}$/.test(value)) return value
  const instant = new Date(value)
  return Number.isNaN(instant.getTime()) ? null : businessDay(instant)
}
