import type { ElementContent } from '../content.ts'
import type { Compiling } from './compiling.ts'

/** Cancel ends stand in transactions, cancel boundaries on them, and where one is the other is too (BPMN 2.0.2 §10.3.4). */
export function checkTransaction(element: ElementContent, { process, faults }: Compiling): void {
  const { id, type, event, attachedTo = '' } = element
  if (type === 'transaction') checkCancelled(id, process, faults)
  if (event?.type !== 'cancel') return
  if (type === 'endEvent' && process.byId.get(process.scopeOf(element))?.type !== 'transaction') {
    faults.at(id, 'flow.cancel_place', `${id} cancels a transaction, but does not stand directly in one.`)
  }
  if (type !== 'boundaryEvent') return
  const host = process.byId.get(attachedTo)
  if (host !== undefined && host.type !== 'transaction') {
    faults.at(id, 'flow.cancel_place', `${id} must be attached to a transaction: nothing else can be cancelled.`)
  } else if (cancelBoundaries(attachedTo, process)[0] !== element) {
    faults.at(id, 'flow.cancel_place', `${attachedTo} has two cancel events. Keep one of them.`)
  }
}

function checkCancelled(id: string, process: Compiling['process'], faults: Compiling['faults']): void {
  const end = process.children(id).find(each => each.type === 'endEvent' && each.event?.type === 'cancel')
  if (end === undefined || cancelBoundaries(id, process).length > 0) return
  const message = `${id} can be cancelled by ${end.id}, but has no cancel boundary event to go on from. Add one.`
  faults.at(id, 'flow.cancel_boundary_missing', message)
}

const cancelBoundaries = (id: string, process: Compiling['process']): ElementContent[] =>
  process.boundary(id).filter(each => each.event?.type === 'cancel')
