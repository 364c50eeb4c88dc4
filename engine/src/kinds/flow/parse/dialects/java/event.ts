import type { EventContent } from '../../../content.ts'
import type { Foreign } from '../../foreign.ts'
import type { ModdleElement } from '../../moddle-element.ts'
import { present } from '../../present.ts'
import type { ElementReading } from '../../element-reading.ts'

/** What a definition says beyond BPMN, by the type of its event. */
export function readJavaEvent(
  definition: ModdleElement,
  at: ElementReading,
  core: EventContent,
): Partial<EventContent> {
  return READERS[core.type]?.(at.foreign(definition), at, definition) ?? {}
}

type Reader = (said: Foreign, at: ElementReading, definition: ModdleElement) => object

const READERS: Partial<Record<EventContent['type'], Reader>> = {
  error: (said, at, definition) => ({
    ...present({
      codeVariable: said.attribute('errorCodeVariable') ?? said.attribute('errorVariableName'),
      messageVariable: said.attribute('errorMessageVariable'),
      message: definition['errorRef'] && at.foreign(definition['errorRef']).attribute('errorMessage'),
    }),
  }),
  escalation: said => present({ codeVariable: said.attribute('escalationCodeVariable') }),
  condition: readCondition,
  signal: readSignal,
  message: said => present({ name: said.attribute('messageExpression') }),
  terminate: readTerminate,
  timer: readTimer,
}

function readCondition(said: Foreign, at: ElementReading): object {
  const variable = said.attribute('variableName')
  refuseVariableEvents(said.attribute('variableEvents'), at)
  return variable === undefined ? {} : { variables: [variable] }
}

/** A condition is asked when a variable is made and when it changes; fewer occasions are not known here. */
export function refuseVariableEvents(said: string | undefined, at: ElementReading): void {
  if (said === undefined) return
  const events = said.split(',').map(event => event.trim())
  if (events.includes('create') && events.includes('update')) return
  at.refuse(`Its condition is only asked on "${said}". Leave variableEvents out: it is asked on every change.`)
}

function readSignal(said: Foreign, at: ElementReading, definition: ModdleElement): object {
  if (said.has('in')) at.refuse('Its signal carries variables. Signals carry none here; use a message.')
  if (said.attribute('async') !== undefined)
    at.notMapped('async', 'Those who wait for a signal go on in transactions of their own anyway.')
  const scope = definition['signalRef'] && at.foreign(definition['signalRef']).attribute('scope')
  if (scope === 'processInstance')
    at.refuse('Its signal is for its own run only. Signals go to all runs; use a message.')
  return present({ name: said.attribute('signalExpression') })
}

function readTerminate(said: Foreign, at: ElementReading): object {
  if (said.flag('terminateMultiInstance') === true)
    at.refuse('It ends the multi-instance activity around it. Use a completion condition or an error boundary event.')
  return said.flag('terminateAll') === true ? { all: true } : {}
}

/** Those that only read ISO 8601 and cron are no calendars of business. */
const PLAIN_CALENDARS: ReadonlySet<string> = new Set(['dueDate', 'duration', 'cycle'])

export const isForeignCalendar = (name: string | undefined): boolean => name !== undefined && !PLAIN_CALENDARS.has(name)

function readTimer(said: Foreign, at: ElementReading, definition: ModdleElement): object {
  if (isForeignCalendar(said.attribute('businessCalendarName')))
    at.refuse('Its timer counts by a calendar of the other engine. Name one of ours in jw:calendar.')
  const cycle: ModdleElement | undefined = definition['timeCycle']
  if (cycle !== undefined && at.foreign(cycle).attribute('endDate') !== undefined)
    at.refuse('Its cycle has an end date. Write it into the cycle: R/<start>/<duration> with a count, or a condition.')
  return {}
}
