import moddle from '../jw-moddle.json' with { type: 'json' }
import { attributesOf, DIAGRAM, elementsIn, PLANE, type FlowTree, type TreeElement } from './tree-element.ts'
import type { XmlElement } from './xml-element.ts'

/** The library writes its prefix into the names of the object that it is given. */
const local = (name: string): string => name.slice(name.indexOf(':') + 1)

/** Attributes stand in this order, then ours as jw-moddle.json declares them, then all others by name. */
const ATTRIBUTES: readonly string[] = [
  'id name processRef isExecutable attachedToRef cancelActivity default',
  'associationDirection sourceRef targetRef xsi:type bpmnElement',
  'isHorizontal isExpanded isMarkerVisible x y width height',
].flatMap(names => names.split(' '))
const OURS: readonly string[] = moddle.types.flatMap(type =>
  (type.properties ?? []).map(({ name }) => ('extends' in type ? `jw:${local(name)}` : local(name))),
)
const RANK: ReadonlyMap<string, number> = new Map([...new Set([...ATTRIBUTES, ...OURS])].map((name, i) => [name, i]))

/** The order that the BPMN schema prescribes for what every element may have; the rest follows as it stands. */
const FIRST: ReadonlyMap<string, number> = new Map(
  ['documentation', 'extensionElements', 'incoming', 'outgoing'].map((tag, i) => [tag, i]),
)

/** The elements of the canonical text: shapes in their diagram again, and every element with the flows that touch it. */
export function xmlOfTree({ definitions }: FlowTree): XmlElement {
  const echoes = flowEchoes(definitions)
  const root = elementOf(definitions, echoes)
  const shapes = shapesOf(definitions, echoes)
  if (shapes.length > 0) planeOf(root, definitions).children.push(...shapes)
  return root
}

type Echoes = ReadonlyMap<string, readonly XmlElement[]>

function elementOf(element: TreeElement, echoes: Echoes): XmlElement {
  const parts = [...(element.$parts ?? []), ...(element.$people ?? [])].map(part => elementOf(part, echoes))
  const id = element['id']
  const all = [...parts, ...((typeof id === 'string' && echoes.get(id)) || [])]
  return {
    tag: element.$tag,
    attributes: Object.fromEntries(attributesOf(element).toSorted(([a], [b]) => byRank(a, b))),
    children: all.toSorted((a, b) => (FIRST.get(a.tag) ?? FIRST.size) - (FIRST.get(b.tag) ?? FIRST.size)),
    ...(element.$text !== undefined && all.length === 0 && { text: element.$text }),
  }
}

function byRank(a: string, b: string): number {
  const difference = (RANK.get(a) ?? RANK.size) - (RANK.get(b) ?? RANK.size)
  return difference !== 0 ? difference : a < b ? -1 : 1
}

/** The `incoming` and `outgoing` of each element, by its id, in the order of the flows. */
function flowEchoes(definitions: TreeElement): Echoes {
  const echoes = new Map<string, XmlElement[]>()
  for (const flow of elementsIn(definitions)) {
    if (flow.$tag !== 'sequenceFlow') continue
    for (const [end, tag] of [[flow['targetRef'], 'incoming'] as const, [flow['sourceRef'], 'outgoing'] as const]) {
      if (typeof end !== 'string' || typeof flow['id'] !== 'string') continue
      echoes.set(end, [...(echoes.get(end) ?? []), { tag, attributes: {}, children: [], text: flow['id'] }])
    }
  }
  return echoes
}

/** Shapes before edges, each in the order of the elements. */
function shapesOf(definitions: TreeElement, echoes: Echoes): XmlElement[] {
  const shown = [...elementsIn(definitions)].filter(element => element.$di !== undefined)
  const shapes = shown.map(element =>
    elementOf({ ...element.$di!, bpmnElement: element['id'] as string } as TreeElement, echoes),
  )
  const isEdge = (shape: XmlElement): number => (shape.tag === 'bpmndi:BPMNEdge' ? 1 : 0)
  return shapes.toSorted((a, b) => isEdge(a) - isEdge(b))
}

/** The plane of the first diagram; a text whose diagram is gone but not its shapes gets a new one. */
function planeOf(root: XmlElement, definitions: TreeElement): XmlElement {
  const diagram = root.children.find(({ tag }) => tag === DIAGRAM)
  const plane = diagram?.children.find(({ tag }) => tag === PLANE)
  if (plane) return plane
  const shown = definitions.$parts?.find(({ $tag }) => $tag === 'collaboration' || $tag === 'process')?.['id']
  const made: XmlElement = {
    tag: PLANE,
    attributes: { id: `${String(shown)}_plane`, bpmnElement: String(shown) },
    children: [],
  }
  if (diagram) diagram.children.push(made)
  else root.children.push({ tag: DIAGRAM, attributes: { id: `${String(shown)}_diagram` }, children: [made] })
  return made
}
