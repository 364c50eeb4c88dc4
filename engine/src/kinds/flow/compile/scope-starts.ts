import type { ElementContent } from '../content.ts'
import type { ProcessStructure } from './process-structure.ts'

/** Activities of an ad-hoc subprocess that may be begun: those that no flow leads to. */
export const activitiesOf = (scope: string, process: ProcessStructure): string[] =>
  unledTo(scope, process).map(element => element.id)

/**
 * Where a process or subprocess begins: its start event without definition, else, when it has no start event at all, all
 * that no flow leads to (BPMN 2.0.2 §10.2). A start by hand of a flow that only records start begins where these do.
 */
export function startsOf(scope: string, process: ProcessStructure): string[] {
  const host = process.byId.get(scope)
  if (host?.type === 'adHocSubProcess') return []
  const starts = process.children(scope).filter(element => element.type === 'startEvent')
  if (host?.type === 'eventSubProcess') return starts.map(element => element.id)
  if (starts.length === 0) return unledTo(scope, process).map(element => element.id)
  const plain = starts.filter(element => element.event === undefined)
  const byHand = plain.filter(element => element.trigger === undefined)
  return (byHand.length > 0 ? byHand : plain.slice(0, 1)).map(element => element.id)
}

/** Where tokens appear in a scope without having been anywhere: its starts, what is begun by hand, what listens. */
export function beginningsOf(scope: string, process: ProcessStructure): string[] {
  const listening = process
    .children(scope)
    .filter(each => each.type === 'eventSubProcess' || each.type === 'startEvent')
  const byHand = process.byId.get(scope)?.type === 'adHocSubProcess' ? activitiesOf(scope, process) : []
  return [...startsOf(scope, process), ...byHand, ...listening.map(each => each.id)]
}

/** Start events of its event subprocesses. */
export const eventStartsOf = (scope: string, process: ProcessStructure): string[] =>
  process
    .children(scope)
    .filter(element => element.type === 'eventSubProcess')
    .flatMap(({ id }) => process.children(id).filter(element => element.type === 'startEvent'))
    .map(element => element.id)

const unledTo = (scope: string, process: ProcessStructure): ElementContent[] =>
  process.children(scope).filter(element => isBeginning(element) && process.incoming(element.id).length === 0)

/** Boundary events, handlers and event subprocesses wait for something; a catching link for its throwing one. */
const isBeginning = ({ type, forCompensation, event }: ElementContent): boolean =>
  type !== 'boundaryEvent' && type !== 'eventSubProcess' && !forCompensation && event?.type !== 'link'
