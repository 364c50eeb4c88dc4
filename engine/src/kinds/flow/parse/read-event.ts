import type { EventContent } from '../content.ts'
import { bodyOf, type ModdleElement } from './moddle-element.ts'
import { present } from './present.ts'
import type { ElementReading } from './element-reading.ts'
import { readTimer } from './read-timer.ts'

type EventType = EventContent['type']

/** What each event may be about (BPMN 2.0.2 Tables 10.84, 10.88-10.90); `none` is no definition. */
const POSITIONS: Readonly<Record<string, readonly (EventType | 'none')[]>> = {
  'bpmn:StartEvent': ['none', 'message', 'timer', 'signal', 'condition'],
  'bpmn:EndEvent': ['none', 'message', 'signal', 'error', 'escalation', 'compensation', 'cancel', 'terminate'],
  'bpmn:IntermediateThrowEvent': ['none', 'message', 'signal', 'escalation', 'compensation', 'link'],
  'bpmn:IntermediateCatchEvent': ['message', 'timer', 'signal', 'condition', 'link'],
  'bpmn:BoundaryEvent': [
    ...(['message', 'timer', 'signal', 'condition'] as const),
    ...(['error', 'escalation', 'compensation', 'cancel'] as const),
  ],
}
const EVENT_SUB_PROCESS_START: readonly EventType[] = [
  ...(['message', 'timer', 'signal', 'condition'] as const),
  ...(['error', 'escalation', 'compensation'] as const),
]

/** What an event is about; undefined: nothing, or a shape that is refused. */
export function readEvent(at: ElementReading): EventContent | undefined {
  const { element } = at
  const definitions: ModdleElement[] = [
    ...(element['eventDefinitions'] ?? []),
    ...(element['eventDefinitionRef'] ?? []),
  ]
  if (definitions.length > 1) {
    at.refuse('Events with several definitions are not run. Use one event for each, behind an event-based gateway.')
    return undefined
  }
  const [definition] = definitions
  const event = definition === undefined ? undefined : readDefinition(definition, at)
  if (definition === undefined || event !== undefined) checkPosition(event?.type ?? 'none', at)
  return event
}

function checkPosition(type: EventType | 'none', at: ElementReading): void {
  const { $type } = at.element
  const isEventStart = $type === 'bpmn:StartEvent' && at.inEventSubProcess
  const known: readonly string[] = isEventStart ? EVENT_SUB_PROCESS_START : (POSITIONS[$type] ?? [])
  if (known.includes(type)) return
  at.refuse(
    type === 'none'
      ? 'It does not say what it waits for. Give it an event definition.'
      : `BPMN allows no ${type} event at this place. Here it may be: ${known.join(', ')}.`,
  )
}

function readDefinition(definition: ModdleElement, at: ElementReading): EventContent | undefined {
  const event = DEFINITIONS[definition.$type]?.(definition, at)
  return event && ofDialect(event, definition, at)
}

const ofDialect = (event: EventContent, definition: ModdleElement, at: ElementReading): EventContent =>
  ({ ...event, ...at.reading.dialect.event(definition, at, event) }) as EventContent

type ReadDefinition = (definition: ModdleElement, at: ElementReading) => EventContent | undefined

const DEFINITIONS: Readonly<Record<string, ReadDefinition>> = {
  'bpmn:TimerEventDefinition': readTimer,
  'bpmn:MessageEventDefinition': messageOf,
  'bpmn:SignalEventDefinition': (definition, at) => ({
    type: 'signal',
    name: definition['signalRef']?.name ?? at.reading.unresolved(definition, 'signalRef') ?? '',
  }),
  'bpmn:ErrorEventDefinition': (definition, at) =>
    ({
      type: 'error',
      ...present({
        code: codeOf(definition, 'errorRef', 'errorCode', at),
        message: definition['errorRef']?.message,
        codeVariable: definition['codeVariable'],
        messageVariable: definition['messageVariable'],
      }),
    }) as EventContent,
  'bpmn:EscalationEventDefinition': (definition, at) =>
    ({
      type: 'escalation',
      ...present({
        code: codeOf(definition, 'escalationRef', 'escalationCode', at),
        codeVariable: definition['codeVariable'],
      }),
    }) as EventContent,
  'bpmn:ConditionalEventDefinition': readCondition,
  'bpmn:CompensateEventDefinition': readCompensation,
  'bpmn:CancelEventDefinition': () => ({ type: 'cancel' }),
  'bpmn:LinkEventDefinition': definition => ({ type: 'link', name: definition['name'] ?? '' }),
  'bpmn:TerminateEventDefinition': definition => ({
    type: 'terminate',
    ...(definition['all'] === true && { all: true }),
  }),
}

/** The message of a send or a receive task. */
export const readMessage = (at: ElementReading): EventContent => ofDialect(messageOf(at.element, at), at.element, at)

/** Without a message of its own it has the name that the other end of its message flow gives, see Reading.messageNames. */
function messageOf(definition: ModdleElement, at: ElementReading): EventContent {
  const message: ModdleElement | undefined = definition['messageRef']
  return {
    type: 'message',
    name:
      message?.['name'] ?? at.reading.unresolved(definition, 'messageRef') ?? at.reading.messageNames.get(at.id) ?? '',
    ...present({
      key: definition['correlationKey'] ?? message?.['correlationKey'],
      timeToLive: definition['timeToLive'],
    }),
  } as EventContent
}

/** An error or escalation without a code goes by its id, unless the dialect takes that for "any". */
function codeOf(definition: ModdleElement, property: string, code: string, at: ElementReading): string | undefined {
  const declared = definition[property] as ModdleElement | undefined
  if (declared === undefined) return at.reading.unresolved(definition, property)
  return declared[code] ?? (at.reading.dialect.codeless === 'any' ? undefined : declared['id'])
}

function readCondition(definition: ModdleElement, at: ElementReading): EventContent | undefined {
  const expression = definition['condition'] as ModdleElement | undefined
  const said = at.reading.dialect.expression(bodyOf(expression) ?? '', expression?.['language'])
  if (said === null) {
    at.refuse(`Its condition is in the language "${expression?.['language']}". Write it in FEEL.`)
    return undefined
  }
  const variables = listed(definition['variables'])
  return {
    type: 'condition',
    condition: said.text,
    ...present({ language: said.language, variables }),
  } as EventContent
}

function readCompensation(definition: ModdleElement, at: ElementReading): EventContent {
  const waits = 'Compensation always waits until all handlers are done.'
  if (definition['waitForCompletion'] === false)
    if (at.reading.dialect.compensationWaits) at.notMapped('waitForCompletion="false"', waits)
    else at.refuse(`${waits} Remove waitForCompletion="false".`)
  const activity: string | undefined = definition['activityRef']?.id
  return { type: 'compensation', ...(activity !== undefined && { activity }) }
}

const listed = (names: string | undefined): string[] | undefined =>
  names
    ?.split(',')
    .map(name => name.trim())
    .filter(name => name !== '')
