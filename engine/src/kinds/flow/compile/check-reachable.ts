import type { FlowContent } from '../content.ts'
import type { Faults } from './faults.ts'
import { backwards, reachFrom, waysIn } from './ways.ts'

type Ways = ReadonlyMap<string, readonly string[]>

/** Every element can be come to from a start, and leads to an end. */
export function checkReachable(content: FlowContent, faults: Faults): void {
  const ways = waysIn(content)
  const starts = content.elements.filter(e => e.type === 'startEvent').map(e => e.id)
  if (starts.length === 0) return
  const reached = reachFrom(starts, ways)
  for (const { id } of content.elements) {
    if (!reached.has(id))
      faults.at(id, 'flow.unreachable_element', `${id} can never be reached from a start event. Connect or remove it.`)
  }
  checkEnds(content, { ways, reached }, faults)
}

/** Of elements that go round in a circle for ever only the first is named: one way out of the circle helps them all. */
function checkEnds(
  { elements }: FlowContent,
  { ways, reached }: { ways: Ways; reached: ReadonlySet<string> },
  faults: Faults,
): void {
  const back = backwards(ways)
  const leadingTo = (targets: { id: string }[]) =>
    reachFrom(
      targets.map(({ id }) => id),
      back,
    )
  const ending = leadingTo(elements.filter(e => e.type === 'endEvent'))
  const lost = elements.filter(({ id, type }) => reached.has(id) && !ending.has(id) && type !== 'unsupported')
  const stuck = lost.filter(({ id }) => ways.get(id)!.length === 0)
  for (const { id } of stuck) {
    faults.warn(id, 'flow.no_way_to_end', `No sequence flow leaves ${id}, and it is no end event. Connect it to one.`)
  }
  const stopping = leadingTo([...stuck, ...elements.filter(e => e.type === 'unsupported')])
  const circle = lost.find(({ id }) => !stopping.has(id))
  if (!circle) return
  const message = `No way leads from ${circle.id} to an end event: a run would go round for ever. Add a way out.`
  faults.warn(circle.id, 'flow.no_way_to_end', message)
}
