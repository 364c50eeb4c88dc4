import type { ElementContent } from '../content.ts'
import { extensions } from './moddle-element.ts'
import { present } from './present.ts'
import { readEvent } from './read-event.ts'
import { readWork } from './read-service-task.ts'
import type { ElementReading } from './element-reading.ts'

export function readStart(at: ElementReading): Partial<ElementContent> {
  const { element } = at
  return {
    type: 'startEvent',
    ...present({
      trigger: readTrigger(at),
      initiator: element['initiator'] as string | undefined,
      form: element['form'] as string | undefined,
      event: readStartEvent(at),
    }),
    // A missing isInterrupting means interrupting for every type (BPMN 2.0.2 XSD default).
    ...(at.inEventSubProcess && { interrupting: element['isInterrupting'] !== false }),
  } as Partial<ElementContent>
}

const readStartEvent = (at: ElementReading): ElementContent['event'] => {
  const event = readEvent(at)
  const name = at.reading.messageNames.get(at.id)
  return event === undefined && name !== undefined && at.reading.messageStarts.has(at.id)
    ? { type: 'message', name }
    : event
}

function readTrigger(at: ElementReading): ElementContent['trigger'] {
  const trigger = extensions(at.element, 'jw:Trigger')[0]
  if (trigger === undefined) return undefined
  if (trigger['type'] === 'record') return { type: 'record', entity: trigger['entity'] ?? '', on: trigger['on'] ?? '' }
  at.refuse(`Its trigger of type "${trigger['type']}" is not known. Use type="record".`)
  return undefined
}

export function readThrow(at: ElementReading): Partial<ElementContent> {
  const event = readEvent(at)
  return { ...present({ event }), ...(event?.type === 'message' && readWork(at.element)) } as Partial<ElementContent>
}

export function readBoundary(at: ElementReading): Partial<ElementContent> {
  const { element, reading } = at
  const event = readEvent(at)
  const handler = event?.type === 'compensation' ? reading.associated.get(at.id)?.[0] : undefined
  return {
    type: 'boundaryEvent',
    ...present({ event, handler }),
    attachedTo: element['attachedToRef']?.id ?? '',
    // A missing cancelActivity means interrupting for every type (BPMN 2.0.2 XSD default).
    interrupting: element['cancelActivity'] !== false,
  } as Partial<ElementContent>
}

export function readEventBasedGateway(at: ElementReading): Partial<ElementContent> {
  if (at.element['eventGatewayType'] === 'Parallel')
    at.refuse('A parallel event-based gateway is not run. Wait for the events one by one behind a parallel gateway.')
  if (at.element['instantiate'] === true)
    at.refuse('An event-based gateway begins no run. Use one start event for each of the events.')
  return { type: 'eventBasedGateway' }
}
