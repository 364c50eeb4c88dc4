import type { TimerContent } from '../content.ts'
import type { Timer } from '../graph.ts'
import { timerFault } from '../timer/timer-fault.ts'
import type { CompilingElement } from './compiling.ts'
import { compileValue } from './expression.ts'

/** A timer; a text that stands for itself is tried. Null when it has faults, which are reported. */
export function compileTimer({ kind, value: text, calendar }: TimerContent, at: CompilingElement): Timer | null {
  const value = compileValue(at, text)
  if (value === null) return null
  const fault = 'literal' in value ? timerFault(kind, value.literal, calendar) : null
  if (fault !== null) {
    at.compiling.faults.at(at.id, 'flow.timer_invalid', fault)
    return null
  }
  return { kind, value, calendar: calendar ?? null }
}
