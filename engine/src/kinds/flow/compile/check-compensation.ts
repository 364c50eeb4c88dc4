import type { ElementContent } from '../content.ts'
import type { Compiling } from './compiling.ts'
import { scopesAround } from './return-targets.ts'

/** What undoes what: each handler belongs to one activity, and what is to be undone can be. */
export function checkCompensation(element: ElementContent, compiling: Compiling): void {
  const { id, type, event, forCompensation } = element
  if (forCompensation) checkHandler(id, compiling)
  if (event?.type !== 'compensation') return
  if (type === 'boundaryEvent') checkBoundary(element, compiling)
  else if (type === 'startEvent') checkStart(element, compiling)
  else if (event.activity !== undefined) checkThrow(element, event.activity, compiling)
}

function checkHandler(id: string, { process, faults, strict }: Compiling): void {
  const boundaries = process.elements.filter(each => each.handler === id)
  if (boundaries.length === 1) return
  const message =
    boundaries.length === 0
      ? `${id} is a compensation handler that nothing calls. Draw an association from a compensation boundary event to it.`
      : `${id} undoes several activities. Give each a handler of its own.`
  faults.by(strict || boundaries.length > 0, id, 'flow.compensation_handler', message)
}

function checkBoundary(element: ElementContent, { process, faults, strict }: Compiling): void {
  const { id, handler, attachedTo = '' } = element
  const found = process.byId.get(handler ?? '')
  if (found === undefined || !found.forCompensation || process.scopeOf(found) !== process.scopeOf(element)) {
    const message = `${id} needs an association to the activity of the same level that undoes ${attachedTo}; that activity is marked isForCompensation.`
    faults.by(strict || found !== undefined, id, 'flow.compensation_handler', message)
  }
  const first = process.boundary(attachedTo).find(each => each.event?.type === 'compensation')
  if (first === element) return
  faults.at(id, 'flow.compensation_handler', `${attachedTo} has two compensation events. Keep one of them.`)
}

/** It replaces the handlers of its subprocess, so it must have one around it that can be compensated. */
function checkStart(element: ElementContent, { process, faults }: Compiling): void {
  const [own = '', host = ''] = scopesAround(element.id, process)
  if (process.byId.get(own)?.type !== 'eventSubProcess') return
  if (host === '') {
    const message = `${element.id} compensates nothing: only a subprocess can be compensated as a whole. Move ${own} into one.`
    faults.at(element.id, 'flow.misplaced_event', message)
    return
  }
  const starts = process
    .children(host)
    .filter(each => each.type === 'eventSubProcess')
    .flatMap(each => process.children(each.id))
    .filter(each => each.type === 'startEvent' && each.event?.type === 'compensation')
  if (starts.length < 2 || starts[0] === element) return
  faults.at(element.id, 'flow.several_starts', `${host} has two compensation event subprocesses. Keep one of them.`)
}

/** The activity stands beside the thrower, or beside the event subprocess in which it is thrown. */
function checkThrow(element: ElementContent, activity: string, { process, faults, strict }: Compiling): void {
  const [own = '', outer] = scopesAround(element.id, process)
  const inEvent = process.byId.get(own)?.type === 'eventSubProcess'
  const beside = [...process.children(own), ...(inEvent ? process.children(outer ?? '') : [])]
  const known = beside.filter(each => canBeUndone(each, process)).map(each => each.id)
  if (known.includes(activity)) return
  const message = `${element.id} is to undo "${activity}", which is no activity of its level that can be undone. Give it a compensation event, or name another.`
  faults.by(strict || !process.byId.has(activity), element.id, 'flow.compensation_target', message, {
    asked: activity,
    known,
  })
}

const canBeUndone = ({ id, type }: ElementContent, process: Compiling['process']): boolean =>
  type === 'subProcess' ||
  type === 'transaction' ||
  type === 'adHocSubProcess' ||
  type === 'callActivity' ||
  process.boundary(id).some(event => event.event?.type === 'compensation')
