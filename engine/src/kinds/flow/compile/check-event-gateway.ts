import type { ElementContent } from '../content.ts'
import type { Compiling } from './compiling.ts'

/** Behind an event-based gateway stand catching events and receive tasks, which no other way leads to (BPMN 2.0.2 §10.6.6). */
export function checkEventGateway({ id, type }: ElementContent, { process, faults }: Compiling): void {
  if (type !== 'eventBasedGateway') return
  if (process.outgoing(id).length === 0) {
    faults.at(id, 'flow.event_gateway_target', `${id} waits for nothing. Connect it to the events to wait for.`)
  }
  for (const { to } of process.outgoing(id)) {
    const target = process.byId.get(to)
    if (target === undefined) continue
    const why = whyNot(target, process)
    if (why === undefined) continue
    const message = `${id} can't wait for ${to}: ${why}. It waits for catching events and receive tasks with a message, each with one way in.`
    faults.at(to, 'flow.event_gateway_target', message)
  }
}

function whyNot({ id, type, event, loop }: ElementContent, process: Compiling['process']): string | undefined {
  const catches = type === 'intermediateCatchEvent' && event !== undefined && event.type !== 'link'
  const receives = type === 'receiveTask' && event?.type === 'message'
  if (!catches && !receives) return 'it catches no event'
  if (process.incoming(id).length > 1) return 'other flows lead to it too'
  if (process.boundary(id).length > 0) return 'it has boundary events'
  return loop === undefined ? undefined : 'it is done several times'
}
