import type { ElementContent, EventContent } from '../content.ts'
import type { EventDefinition, Value } from '../graph.ts'
import { compileTimer } from './compile-timer.ts'
import type { CompilingElement } from './compiling.ts'
import { compileCondition, compileValue } from './expression.ts'

/** What an event is about; null when it has faults, which are reported. */
export function compileEvent({ event }: ElementContent, at: CompilingElement): EventDefinition | null {
  if (event === undefined) return { type: 'none' }
  switch (event.type) {
    case 'timer': {
      const timer = compileTimer(event, at)
      return timer && { type: 'timer', timer }
    }
    case 'message': {
      const name = nameOf(event, at)
      const [key, timeToLive] = [optional(event.key, at), optional(event.timeToLive, at)]
      return name && { type: 'message', name, key, timeToLive }
    }
    case 'signal': {
      const name = nameOf(event, at)
      return name && { type: 'signal', name }
    }
    case 'error':
      return {
        type: 'error',
        code: optional(event.code, at),
        message: optional(event.message, at),
        codeVariable: event.codeVariable ?? null,
        messageVariable: event.messageVariable ?? null,
      }
    case 'escalation':
      return { type: 'escalation', code: optional(event.code, at), codeVariable: event.codeVariable ?? null }
    case 'condition': {
      const condition = compileCondition(at, event.condition, event.language)
      return condition && { type: 'condition', condition, variables: event.variables ?? null }
    }
    case 'compensation':
      return { type: 'compensation', activity: event.activity ?? null }
    case 'terminate':
      return { type: 'terminate', all: event.all ?? false }
    default:
      return { type: event.type }
  }
}

/** A value that need not be said; null too when it has faults, which are reported. */
export const optional = (text: string | undefined, at: CompilingElement): Value | null =>
  text === undefined ? null : compileValue(at, text)

function nameOf({ type, name }: Extract<EventContent, { type: 'message' | 'signal' }>, at: CompilingElement) {
  if (name.trim() !== '') return compileValue(at, name)
  const message = `${at.id} says no name of its ${type}: nothing could reach it. Name the ${type} that it refers to.`
  at.compiling.faults.at(at.id, 'flow.missing_attribute', message)
  return null
}
