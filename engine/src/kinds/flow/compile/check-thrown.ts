import type { ElementContent } from '../content.ts'
import type { Compiling } from './compiling.ts'
import { catches, isCalculated, type Thrown } from './thrown.ts'

/** Warns of errors and escalations that nothing in the text catches. A code that is calculated may be any. */
export function checkThrown({ id, type, event }: ElementContent, { process, faults }: Compiling): void {
  if (type !== 'endEvent' && type !== 'intermediateThrowEvent') return
  if (event?.type !== 'error' && event?.type !== 'escalation') return
  if (isCalculated(event.code) || isCaught(id, event, process)) return
  const code = event.code === undefined ? '' : ` "${event.code}"`
  if (event.type === 'error') {
    const message = `Nothing in this flow catches the error${code} of ${id}: unless a calling flow does, the run stops there. Catch it on a boundary or in an event subprocess.`
    faults.warn(id, 'flow.error_uncaught', message)
  } else {
    const message = `Nothing in this flow catches the escalation${code} of ${id}: unless a calling flow does, it does nothing.`
    faults.warn(id, 'flow.escalation_uncaught', message)
  }
}

/** Upward from the thrower: event subprocesses of a scope, then the boundary of the scope (BPMN 2.0.2 §10.5.1). */
function isCaught(thrower: string, event: Thrown, process: Compiling['process']): boolean {
  let left = process.byId.get(thrower)!
  for (;;) {
    const scope = process.scopeOf(left)
    const siblings = left.type === 'eventSubProcess' ? [] : eventStarts(scope, process)
    if ([...siblings, ...process.boundary(scope)].some(each => catches(each, event))) return true
    const around = process.byId.get(scope)
    if (around === undefined) return false
    left = around
  }
}

const eventStarts = (scope: string, process: Compiling['process']): ElementContent[] =>
  process
    .children(scope)
    .filter(each => each.type === 'eventSubProcess')
    .flatMap(each => process.children(each.id).filter(inner => inner.type === 'startEvent'))
