import type { ElementContent } from '../content.ts'
import type { EventDefinition } from '../graph.ts'
import { INTERRUPTING } from './check-event.ts'
import { checkForm } from './check-form.ts'
import { compileEvent } from './compile-event.ts'
import { compileWork } from './compile-service-task.ts'
import type { CompilingElement } from './compiling.ts'
import type { Own } from './own.ts'

export function compileStartEvent(element: ElementContent, at: CompilingElement): Own | null {
  const event = compileEvent(element, at)
  return (
    event && {
      type: 'startEvent',
      trigger: element.trigger ?? null,
      event,
      interrupting: interrupts(element),
      initiator: element.initiator ?? null,
      form: checkForm(element, at),
    }
  )
}

export function compileEndEvent(element: ElementContent, at: CompilingElement): Own | null {
  const work = messageWork(element, at)
  if (work !== undefined) return work
  const event = compileEvent(element, at)
  return event && { type: 'endEvent', event }
}

export function compileThrowEvent(element: ElementContent, at: CompilingElement): Own | null {
  const work = messageWork(element, at)
  if (work !== undefined) return work
  const event = compileEvent(element, at)
  return event && { type: 'intermediateThrowEvent', event }
}

export function compileCatchEvent(element: ElementContent, at: CompilingElement): Own | null {
  const event = compileEvent(element, at)
  return event && { type: 'intermediateCatchEvent', event }
}

export function compileReceiveTask(element: ElementContent, at: CompilingElement): Own | null {
  const event = compileEvent(element, at)
  return event && { type: 'receiveTask', event }
}

export function compileBoundaryEvent(element: ElementContent, at: CompilingElement): Own | null {
  const event: EventDefinition | null = compileEvent(element, at)
  return (
    event && {
      type: 'boundaryEvent',
      attachedTo: element.attachedTo ?? '',
      interrupting: interrupts(element),
      event,
    }
  )
}

/** Other engines read a text that says otherwise of these events, and interrupt all the same. */
const interrupts = ({ interrupting = true, event }: ElementContent): boolean =>
  interrupting || (event !== undefined && INTERRUPTING.includes(event.type))

/** A message may be sent by a function, an expression or a worker instead of being published; undefined when it is not. */
const messageWork = (element: ElementContent, at: CompilingElement): Own | null | undefined =>
  element.event === undefined || element.event.type === 'message' ? compileWork(element, at) : undefined
