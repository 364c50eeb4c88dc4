import type { EventContent } from '../content.ts'
import { bodyOf, type ModdleElement } from './moddle-element.ts'
import type { ElementReading } from './element-reading.ts'

const KINDS = [
  ['duration', 'timeDuration'],
  ['date', 'timeDate'],
  ['cycle', 'timeCycle'],
] as const

/** The timer of an event (BPMN 2.0.2 Table 10.101): exactly one of date, cycle and duration. */
export function readTimer(definition: ModdleElement, at: ElementReading): EventContent | undefined {
  const said = KINDS.filter(([, property]) => definition[property] !== undefined)
  if (said.length > 1) {
    at.refuse(`A timer is a date, a cycle or a duration, not several: ${said.map(([, name]) => name).join(', ')}.`)
    return undefined
  }
  const [kind, property] = said[0] ?? KINDS[0]
  const calendar: string | undefined = definition['calendar']
  return {
    type: 'timer',
    kind,
    value: bodyOf(definition[property]) ?? '',
    ...(calendar !== undefined && { calendar }),
  }
}
