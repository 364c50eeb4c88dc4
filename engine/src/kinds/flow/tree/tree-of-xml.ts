import { CONTAINERS, DIAGRAM, elementsIn, PEOPLE, PLANE, type FlowTree, type TreeElement } from './tree-element.ts'
import type { XmlElement } from './xml-element.ts'

/** Elements list their flows only as an echo of the sequence flows, which say it themselves. */
const ECHOES: ReadonlySet<string> = new Set(['incoming', 'outgoing'])

/** Their last part may be deleted by one side while the other adds one: that they have parts is not a change. */
const hasParts = (tag: string): boolean => CONTAINERS.has(tag) || tag === DIAGRAM || tag === PLANE

export function treeOfXml(root: XmlElement): FlowTree {
  const definitions = elementOf(root, '')
  attachShapes(definitions)
  return { definitions }
}

function elementOf(xml: XmlElement, key: string): TreeElement {
  const own = xml.children.filter(child => !ECHOES.has(child.tag))
  const parts = own.filter(child => !PEOPLE.has(child.tag))
  const people = own.filter(child => PEOPLE.has(child.tag))
  const keys = uniqueKeys(parts)
  return {
    // A name that no XML may have must not pass for one of ours.
    ...xml.attributes,
    $key: key,
    $tag: xml.tag,
    ...(xml.text !== undefined && { $text: xml.text }),
    ...((parts.length > 0 || hasParts(xml.tag)) && { $parts: parts.map((part, i) => elementOf(part, keys[i]!)) }),
    ...(people.length > 0 && { $people: people.map(person => elementOf(person, '')) }),
  }
}

function uniqueKeys(elements: readonly XmlElement[]): string[] {
  const seen = new Set<string>()
  const taken = new Map<string, number>()
  return elements.map(element => {
    const key = keyOf(element)
    let i = taken.get(key) ?? 1
    let unique = i === 1 ? key : `${key}:${i}`
    while (seen.has(unique)) unique = `${key}:${++i}`
    taken.set(key, i)
    seen.add(unique)
    return unique
  })
}

/** A reference is its own identity; an input and its like go by their name. */
function keyOf({ tag, attributes, text }: XmlElement): string {
  if (attributes['id'] !== undefined) return attributes['id']
  if (/Refs?$/.test(tag) && text !== undefined) return `${tag}:${text.trim()}`
  return attributes['name'] === undefined ? tag : `${tag}:${attributes['name']}`
}

/** What the first diagram shows of an element belongs to the element: deleting or renaming it takes its shape along. */
function attachShapes(definitions: TreeElement): void {
  const diagram = definitions.$parts?.find(part => part.$tag === DIAGRAM)
  const plane = diagram?.$parts?.find(part => part.$tag === PLANE)
  if (!plane?.$parts) return
  const shown = new Map(
    (definitions.$parts ?? [])
      .filter(part => part.$tag !== DIAGRAM)
      .flatMap(root => [...elementsIn(root)])
      .filter(element => typeof element['id'] === 'string')
      .map(element => [element['id'] as string, element]),
  )
  plane.$parts = plane.$parts.filter(shape => !attached(shape, shown))
}

function attached(shape: TreeElement, shown: ReadonlyMap<string, TreeElement>): boolean {
  const { bpmnElement, ...rest } = shape
  const element = typeof bpmnElement === 'string' ? shown.get(bpmnElement) : undefined
  if (element === undefined || element.$di !== undefined) return false
  element.$di = { ...rest, $key: '' } as TreeElement
  return true
}
