import type { ModdleElement, ReadFault } from './moddle-element.ts'

/** Elements and sequence flows of all levels together. Some checks take more than linear time. */
const MOST_ELEMENTS = 1_000
/** Subprocesses within subprocesses. */
const DEEPEST = 20
/** Names that plain objects can't hold safely. */
const FORBIDDEN_IDS: ReadonlySet<string> = new Set(['__proto__', 'constructor', 'prototype'])

/** Bounds of a text that nobody has checked. Without faults of these it can be read by recursion. */
export function checkLimits(processes: readonly ModdleElement[]): {
  nodes: Map<string, ModdleElement>
  faults: ReadFault[]
} {
  const nodes = new Map<string, ModdleElement>()
  const faults: ReadFault[] = []
  const open = processes.map(process => ({ container: process, depth: 0 }))
  let count = 0
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    const { container, depth } = next
    if (FORBIDDEN_IDS.has(container['id'])) faults.push(forbidden(container))
    for (const element of (container['flowElements'] ?? []) as ModdleElement[]) {
      if (++count > MOST_ELEMENTS) return { nodes, faults: [tooMany(element)] }
      faults.push(...idFaults(element))
      if (element['id'] !== undefined) nodes.set(element['id'], element)
      if (element['flowElements'] === undefined) continue
      if (depth >= DEEPEST) return { nodes, faults: [tooDeep(element)] }
      open.push({ container: element, depth: depth + 1 })
    }
  }
  return { nodes, faults }
}

function idFaults(element: ModdleElement): ReadFault[] {
  const id: string | undefined = element['id']
  if (id !== undefined) return FORBIDDEN_IDS.has(id) && !isContainer(element) ? [forbidden(element)] : []
  if (element.$type === 'bpmn:SequenceFlow') return []
  const named = element['name'] === undefined ? '' : ` "${element['name']}"`
  const message = `A ${element.$type}${named} has no id. Give it one: a run remembers elements by their ids.`
  return [{ code: 'flow.missing_id', message }]
}

const isContainer = (element: ModdleElement): boolean => element['flowElements'] !== undefined

const forbidden = ({ id }: ModdleElement): ReadFault => ({
  code: 'flow.forbidden_id',
  message: `"${id}" can't be an id. Choose another.`,
  elementId: id,
})

const tooMany = (element: ModdleElement): ReadFault => ({
  code: 'flow.too_many_elements',
  message: `A flow has at most ${MOST_ELEMENTS} elements and sequence flows, of all levels together. Split it into several.`,
  elementId: element['id'],
})

const tooDeep = (element: ModdleElement): ReadFault => ({
  code: 'flow.too_deep',
  message: `Subprocesses stand in each other at most ${DEEPEST} levels deep. Call other flows instead.`,
  elementId: element['id'],
})
