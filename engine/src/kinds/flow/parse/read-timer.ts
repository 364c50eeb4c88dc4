import type { TimerContent } from '../content.ts'
import type { ModdleElement } from './moddle-element.ts'

const KINDS = [
  ['duration', 'timeDuration'],
  ['date', 'timeDate'],
  ['cycle', 'timeCycle'],
] as const

/** The timer of an event, or null when the event is of another sort or says more than one thing. */
export function readTimer(event: ModdleElement): TimerContent | null {
  const definitions: ModdleElement[] = event.eventDefinitions ?? []
  const [definition] = definitions
  if (definition?.$type !== 'bpmn:TimerEventDefinition' || definitions.length !== 1) return null
  const said = KINDS.filter(([, property]) => definition[property] !== undefined)
  const [kind, property] = said[0] ?? ['duration', 'timeDuration']
  if (said.length > 1) return null
  return { kind, value: String(definition[property]?.body ?? '').trim() }
}
