import type { ElementContent, SequenceFlowContent } from '../content.ts'
import type { Compiling } from './compiling.ts'
import { isLinkFlow } from './link-flows.ts'

/** Sequence flows lead from an element to another one of the same scope, and only to and from what has ways in and out. */
export function checkSequenceFlows({ process, faults }: Compiling): void {
  for (const flow of process.flows) {
    if (isLinkFlow(flow.id)) continue
    const ends = [
      ['sourceRef', flow.from],
      ['targetRef', flow.to],
    ] as const
    for (const [end, id] of ends) {
      if (!process.byId.has(id))
        faults.at(flow.id, 'flow.unknown_element', `${end} of ${flow.id} names no element of this flow.`)
    }
    const [from, to] = [process.byId.get(flow.from), process.byId.get(flow.to)]
    if (from === undefined || to === undefined) continue
    if (process.scopeOf(from) === process.scopeOf(to)) checkEnds(flow, { from, to }, faults)
    else {
      const message = `${flow.id} crosses the border of a subprocess. End the path inside, and go on from the subprocess.`
      faults.at(flow.id, 'flow.crosses_scope', message)
    }
  }
}

function checkEnds(
  { from: source, to: target }: SequenceFlowContent,
  { from, to }: { from: ElementContent; to: ElementContent },
  faults: Compiling['faults'],
): void {
  const into = WAITING[to.type] ?? (to.forCompensation ? 'the compensation handler ' : undefined)
  if (into !== undefined) faults.at(target, 'flow.misplaced_flow', `No sequence flow may lead into ${into}${target}.`)
  const catchesLink = to.type === 'intermediateCatchEvent' && to.event?.type === 'link'
  if (catchesLink)
    faults.at(target, 'flow.misplaced_flow', `No sequence flow may lead into the catching link ${target}.`)
  const out = ENDING[from.type] ?? (from.forCompensation ? 'the compensation handler ' : undefined)
  if (out !== undefined) faults.at(source, 'flow.misplaced_flow', `No sequence flow may leave ${out}${source}.`)
  const throwsLink = from.type === 'intermediateThrowEvent' && from.event?.type === 'link'
  if (throwsLink) faults.at(source, 'flow.misplaced_flow', `No sequence flow may leave the throwing link ${source}.`)
  const undoes = from.type === 'boundaryEvent' && from.event?.type === 'compensation'
  if (undoes)
    faults.at(
      source,
      'flow.misplaced_flow',
      `No sequence flow may leave ${source}: an association leads to its handler.`,
    )
}

/** Nothing flows into what begins by an event. */
const WAITING: Partial<Record<ElementContent['type'], string>> = {
  startEvent: '',
  boundaryEvent: '',
  eventSubProcess: 'the event subprocess ',
}

const ENDING: Partial<Record<ElementContent['type'], string>> = {
  endEvent: 'the end event ',
  eventSubProcess: 'the event subprocess ',
}
