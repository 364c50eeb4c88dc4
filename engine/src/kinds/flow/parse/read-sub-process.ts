import type { ElementContent } from '../content.ts'
import { bodyOf, type ModdleElement } from './moddle-element.ts'
import { present } from './present.ts'
import type { ElementReading } from './element-reading.ts'

export const readSubProcess = ({ element }: ElementReading): Partial<ElementContent> => ({
  type: element['triggeredByEvent'] === true ? 'eventSubProcess' : 'subProcess',
})

export function readTransaction(at: ElementReading): Partial<ElementContent> {
  if (at.element['triggeredByEvent'] === true) at.refuse('A transaction is not started by an event.')
  return { type: 'transaction' }
}

export function readAdHocSubProcess(at: ElementReading): Partial<ElementContent> {
  const { element, reading } = at
  if (element['triggeredByEvent'] === true) at.refuse('An ad-hoc subprocess is not started by an event.')
  const condition = element['completionCondition'] as ModdleElement | undefined
  const text = bodyOf(condition)
  const said = text === undefined ? undefined : reading.dialect.expression(text, condition?.['language'])
  if (said === null) at.refuse(`Its condition is in the language "${condition?.['language']}". Write it in FEEL.`)
  return {
    type: 'adHocSubProcess',
    adHoc: {
      ordering: element['ordering'] === 'Sequential' ? 'sequential' : 'parallel',
      cancelRemaining: element['cancelRemainingInstances'] !== false,
      ...present({ completion: said?.text, language: said?.language, active: element['active'] as string | undefined }),
    } as NonNullable<ElementContent['adHoc']>,
  }
}
