import type { InputContent, ListenerContent } from '../content.ts'
import { extensions, type ModdleElement } from './moddle-element.ts'
import { present } from './present.ts'
import type { Reading } from './reading.ts'

const EVENTS = ['start', 'end', 'take', 'create', 'assignment', 'complete', 'update', 'delete'] as const

/** The `jw:listener`s of an element or a sequence flow. */
export function readListeners(element: ModdleElement, reading: Reading, id: string): ListenerContent[] {
  return extensions(element, 'jw:Listener').map(listener => {
    const event: string = listener['event'] ?? ''
    if (!EVENTS.some(known => known === event)) {
      const message = `event="${event}" is not known. Use one of: ${EVENTS.join(', ')}.`
      reading.faults.push({ code: 'flow.unknown_value', message, elementId: id })
    }
    const inputs = (listener['inputs'] ?? []).map(readInput)
    return {
      event,
      ...present({
        function: listener['function'] as string | undefined,
        expression: listener['expression'] as string | undefined,
        resultVariable: listener['resultVariable'] as string | undefined,
      }),
      ...(inputs.length > 0 && { inputs }),
    } as ListenerContent
  })
}

/** The values that a function or rule set gets. */
export const readInputs = (element: ModdleElement): InputContent[] => extensions(element, 'jw:Input').map(readInput)

const readInput = (input: ModdleElement): InputContent => ({ name: input['name'] ?? '', value: input['value'] ?? '' })
