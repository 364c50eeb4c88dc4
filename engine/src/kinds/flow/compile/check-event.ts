import type { ElementContent, EventContent } from '../content.ts'
import type { Compiling } from './compiling.ts'

/** These end what they belong to: it has failed, or is done already. */
export const INTERRUPTING: readonly EventContent['type'][] = ['error', 'cancel', 'compensation']

/**
 * An event can stand at its place, and interrupts where it must. Which definitions an event may have at all is known when
 * the text is read.
 */
export function checkEvent(element: ElementContent, { process, faults, strict }: Compiling): void {
  const { id, type, event, interrupting, trigger } = element
  if (event !== undefined && interrupting === false && INTERRUPTING.includes(event.type)) {
    const attribute = type === 'boundaryEvent' ? 'cancelActivity' : 'isInterrupting'
    const message = `${id} can't be non-interrupting: a ${event.type} event always interrupts. Remove ${attribute}="false".`
    faults.by(strict, id, 'flow.must_interrupt', message)
  }
  const host = process.byId.get(process.scopeOf(element))
  if (type !== 'startEvent' || host === undefined) return
  if (trigger !== undefined || (event !== undefined && host.type !== 'eventSubProcess')) {
    const message = `${id} starts ${host.id} whenever that is come to, and waits for nothing itself. Remove its ${trigger ? 'trigger' : 'event definition'}, or make ${host.id} an event subprocess.`
    faults.at(id, 'flow.misplaced_event', message)
  }
}
