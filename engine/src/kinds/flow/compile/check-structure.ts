import type { ElementContent, FlowContent } from '../content.ts'
import { checkReachable } from './check-reachable.ts'
import { checkWaysOut } from './check-ways-out.ts'
import { WHOLE_FLOW, type Faults } from './faults.ts'

/** Checks how the elements hang together: references, starts, gateways, conditions, reachability. */
export function checkStructure(content: FlowContent, faults: Faults): void {
  const known = new Set(content.elements.map(e => e.id))
  checkSequenceFlows(content, known, faults)
  const outgoing = Map.groupBy(content.flows, flow => flow.from)
  for (const element of content.elements) {
    checkPlace(element, content, faults)
    checkWaysOut(element, outgoing.get(element.id) ?? [], faults)
  }
  if (!content.elements.some(e => e.type === 'startEvent')) {
    faults.at(
      WHOLE_FLOW,
      'flow.no_start',
      'The flow has no start event. Add one; its trigger says what starts the flow.',
    )
  }
  checkReachable(content, faults)
}

function checkSequenceFlows(content: FlowContent, known: ReadonlySet<string>, faults: Faults): void {
  for (const flow of content.flows) {
    for (const [end, id] of [
      ['sourceRef', flow.from],
      ['targetRef', flow.to],
    ] as const) {
      if (!known.has(id))
        faults.at(flow.id, 'flow.unknown_element', `${end} of ${flow.id} names no element of this flow.`)
    }
  }
}

/** Nothing flows into a start or boundary event, nothing out of an end; a boundary event hangs on a user task. */
function checkPlace(element: ElementContent, { flows, elements }: FlowContent, faults: Faults): void {
  const { id, type } = element
  if ((type === 'startEvent' || type === 'boundaryEvent') && flows.some(f => f.to === id)) {
    faults.at(id, 'flow.misplaced_flow', `No sequence flow may lead into ${id}.`)
  }
  if (type === 'endEvent' && flows.some(f => f.from === id)) {
    faults.at(id, 'flow.misplaced_flow', `No sequence flow may leave the end event ${id}.`)
  }
  if (type !== 'boundaryEvent') return
  const host = elements.find(e => e.id === element.attachedTo)
  if (host?.type !== 'userTask') {
    faults.at(
      id,
      'flow.boundary_host',
      `${id} must be attached to a user task: only there does a run wait long enough for a timer.`,
    )
  }
}
