import type { FlowContent } from '../content.ts'
import type { ModdleElement } from './moddle-element.ts'
import { noteDrawn } from './read-container.ts'
import type { Reading } from './reading.ts'

export type MessageFlow = NonNullable<FlowContent['messageFlows']>[number]

/** Message flows between elements, or to the process of a pool. Those to a pool without a process are drawings. */
export function messageFlowsOf(collaborations: readonly ModdleElement[], reading: Reading): MessageFlow[] {
  return collaborations
    .flatMap(collaboration => (collaboration['messageFlows'] ?? []) as ModdleElement[])
    .flatMap(flow => {
      const from = endOf(flow['sourceRef'])
      const to = endOf(flow['targetRef'])
      if (from !== undefined && to !== undefined) return [{ id: flow['id'], from, to }]
      noteDrawn(flow, reading)
      return []
    })
}

/** The pool's process, or the element itself. */
const endOf = (end: ModdleElement | undefined): string | undefined =>
  end?.$type === 'bpmn:Participant' ? end['processRef']?.id : end?.['id']

/**
 * Both ends of a message flow speak of one message: an end that names none has the other's, and when neither does, the
 * flow's id. Models of other engines mean nothing by message flows, so there they only lend a name.
 */
export function nameMessages(
  flows: readonly MessageFlow[],
  nodes: ReadonlyMap<string, ModdleElement>,
  reading: Reading,
) {
  for (const { id, from, to } of flows) {
    const [thrower, catcher] = [nodes.get(from), nodes.get(to)]
    const name = messageNameOf(thrower) ?? messageNameOf(catcher) ?? id
    if (thrower !== undefined && !reading.messageNames.has(from)) reading.messageNames.set(from, name)
    if (catcher === undefined || reading.messageNames.has(to)) continue
    reading.messageNames.set(to, name)
    if (!reading.dialect.foreign && catcher.$type === 'bpmn:StartEvent') reading.messageStarts.add(to)
  }
}

/** The name of the message that an event or a task says itself. */
function messageNameOf(node: ModdleElement | undefined): string | undefined {
  if (node === undefined) return undefined
  const definitions: ModdleElement[] = node['eventDefinitions'] ?? []
  return [node, ...definitions]
    .map(part => part['messageRef']?.name as string | undefined)
    .find(name => name !== undefined)
}

/** Message flows both of whose ends are read; others are drawings. */
export function readMessageFlows(
  flows: readonly MessageFlow[],
  { name, elements, processes = [] }: FlowContent,
  reading: Reading,
): MessageFlow[] {
  const known = new Set([name, ...[...elements, ...processes].map(each => each.id)])
  return flows.filter(flow => {
    if (known.has(flow.from) && known.has(flow.to)) return true
    reading.drawn.push({ id: flow.id, bpmn: 'bpmn:MessageFlow' })
    return false
  })
}
