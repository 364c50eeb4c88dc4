import type { ElementContent } from '../content.ts'
import type { SubProcess } from '../graph.ts'
import { activitiesOf } from './scope-starts.ts'
import type { CompilingElement } from './compiling.ts'
import { compileConditionText, expressionIn } from './expression.ts'
import type { Own } from './own.ts'

export const compileSubProcess = ({ type }: ElementContent): Own => ({ type: 'subProcess', variant: VARIANTS[type]! })

const VARIANTS: Partial<Record<ElementContent['type'], SubProcess['variant']>> = {
  subProcess: 'embedded',
  eventSubProcess: 'event',
  transaction: 'transaction',
}

/** Activities that are begun by hand or by a list, until its condition is true or nothing is left to do. */
export function compileAdHoc({ id, adHoc }: ElementContent, at: CompilingElement): Own | null {
  const { ordering = 'parallel', cancelRemaining = true, completion, language, active } = adHoc ?? {}
  const done = completion === undefined ? null : compileConditionText(at, completion, language)
  const first = active === undefined ? null : expressionIn(at, active)
  if (first === undefined) {
    const message = `The activities "${active}" of ${id} are a plain text. Write an expression that gives their ids.`
    at.compiling.faults.at(id, 'flow.missing_attribute', message)
    return null
  }
  return {
    type: 'adHocSubProcess',
    ordering,
    completion: done,
    cancelRemaining,
    active: first,
    activities: activitiesOf(id, at.compiling.process),
  }
}
