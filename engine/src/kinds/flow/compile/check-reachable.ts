import type { ElementContent } from '../content.ts'
import type { Compiling } from './compiling.ts'
import type { ProcessStructure } from './process-structure.ts'
import { returnTargets } from './return-targets.ts'
import { SCOPES } from './scope-graphs.ts'
import { beginningsOf } from './scope-starts.ts'

/** Every element can be come to from a start, and leads to an end. */
export function checkReachable(compiling: Compiling): void {
  const { process, faults, strict } = compiling
  const reached = reachFrom(beginningsOf('', process), id => waysFrom(id, process))
  if (reached.size === 0) return
  for (const element of process.elements) {
    const { id } = element
    const scope = process.scopeOf(element)
    if (reached.has(id) || (scope !== '' && !reached.has(scope))) continue
    const message = `${id} can never be reached from a start event. Connect or remove it.`
    faults.by(strict, id, 'flow.unreachable_element', message)
  }
  for (const scope of ['', ...process.elements.filter(each => SCOPES.has(each.type)).map(({ id }) => id)]) {
    if (process.byId.get(scope)?.type !== 'adHocSubProcess') checkEnds(scope, reached, compiling)
  }
}

/** Where a token can go from an element: along its flows, to its boundary, into it, to what undoes it, back by a return. */
function waysFrom(id: string, process: ProcessStructure): string[] {
  const element = process.byId.get(id)
  if (element === undefined) return []
  return [
    ...process.outgoing(id).map(flow => flow.to),
    ...process.boundary(id).map(event => event.id),
    ...beginningsOf(id, process),
    ...(element.handler === undefined ? [] : [element.handler]),
    ...returnTargets(element),
  ]
}

/** All that can be come to, the beginnings included. */
function reachFrom(beginnings: Iterable<string>, waysOf: (id: string) => readonly string[]): Set<string> {
  const reached = new Set<string>()
  const todo = [...beginnings]
  for (let id = todo.pop(); id !== undefined; id = todo.pop()) {
    if (reached.has(id)) continue
    reached.add(id)
    todo.push(...waysOf(id))
  }
  return reached
}

/** Of elements that go round in a circle for ever only the first is named: one way out of the circle helps them all. */
function checkEnds(scope: string, reached: ReadonlySet<string>, { process, faults, strict }: Compiling): void {
  const elements = process.children(scope).filter(each => each.type !== 'eventSubProcess' && !isHandling(each))
  const ways = new Map(elements.map(each => [each.id, waysWithin(each, process)]))
  const back = backwards(ways)
  const leadingTo = (targets: readonly ElementContent[]) =>
    reachFrom(
      targets.map(({ id }) => id),
      id => back.get(id) ?? [],
    )
  const ending = leadingTo(elements.filter(each => each.type === 'endEvent' || leavesScope(each, scope, process)))
  const lost = elements.filter(each => reached.has(each.id) && !ending.has(each.id) && !isFaulty(each, process))
  const stuck = lost.filter(({ id }) => ways.get(id)!.length === 0)
  // A path may end without an end event; whoever draws for this engine mostly forgot it.
  for (const { id } of strict ? stuck : []) {
    faults.warn(id, 'flow.no_way_to_end', `No sequence flow leaves ${id}, and it is no end event. Connect it to one.`)
  }
  const stopping = leadingTo([...stuck, ...elements.filter(each => isFaulty(each, process))])
  const circle = lost.find(({ id }) => !stopping.has(id))
  if (!circle) return
  const message = `No way leads from ${circle.id} to an end event: a run would go round for ever. Add a way out.`
  faults.warn(circle.id, 'flow.no_way_to_end', message)
}

/** It stops for a reason that is said already: nothing runs it, or nothing catches its link. */
const isFaulty = ({ id, type, event }: ElementContent, process: ProcessStructure): boolean =>
  type === 'unsupported' ||
  (type === 'intermediateThrowEvent' && event?.type === 'link' && process.outgoing(id).length === 0)

const waysWithin = (element: ElementContent, process: ProcessStructure): string[] => [
  ...process.outgoing(element.id).map(flow => flow.to),
  ...process
    .boundary(element.id)
    .filter(each => !isHandling(each))
    .map(event => event.id),
  ...returnTargets(element),
]

/** Beside the ways of tokens: it undoes something, or says what does. */
const isHandling = ({ forCompensation, type, event }: ElementContent): boolean =>
  forCompensation === true || (type === 'boundaryEvent' && event?.type === 'compensation')

const leavesScope = (element: ElementContent, scope: string, process: ProcessStructure): boolean =>
  returnTargets(element).some(target => {
    const to = process.byId.get(target)
    return to !== undefined && process.scopeOf(to) !== scope
  })

/** The same ways, gone backwards. */
function backwards(ways: ReadonlyMap<string, readonly string[]>): Map<string, string[]> {
  const back = new Map<string, string[]>()
  for (const [from, targets] of ways) {
    for (const to of targets) {
      const sources = back.get(to)
      if (sources) sources.push(from)
      else back.set(to, [from])
    }
  }
  return back
}
