import type { AdHocSubProcess, SubProcess } from '../graph.ts'
import { cannotDecide, type Behaviour } from './behaviour.ts'

/**
 * Embedded subprocesses, event subprocesses and transactions (BPMN 2.0.2 §10.3.5, §13.3.4): a scope of their own, in which
 * everything runs; they are left when nothing runs in it any more.
 */
export const subProcess: Behaviour<SubProcess> = {
  enter: at => [{ do: 'open_scope', token: at.token.id }],
}

/**
 * Ad-hoc subprocess (BPMN 2.0.2 §13.3.5): nothing begins by itself but what its list names; the others are begun by somebody.
 */
export const adHocSubProcess: Behaviour<AdHocSubProcess> = {
  enter(at) {
    const { element, token } = at
    const named = element.active === null ? [] : element.active.evaluate(at.scope)
    const unknown = Array.isArray(named) ? named.find(id => !element.activities.includes(id as string)) : named
    if (!Array.isArray(named) || unknown !== undefined)
      return cannotDecide(
        at,
        'flow.ad_hoc_unknown',
        `${element.id} can't begin ${JSON.stringify(unknown)}: its activities are ${element.activities.join(', ')}.`,
      )
    return [{ do: 'open_ad_hoc', token: token.id, activities: named as string[] }]
  },
}
