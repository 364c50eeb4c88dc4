/** An XML element, as far as comparing needs it: the browser's DOM and any DOM of the tests have this. */
export interface XmlElement {
  tagName: string
  textContent: string | null
  children: Iterable<XmlElement>
  attributes: Iterable<{ name: string; value: string }>
}

export interface FlowText {
  process: XmlElement
  /** By id, in the order of the text. */
  elements: ReadonlyMap<string, XmlElement>
}

const COMPARED = new Set([
  'startEvent',
  'endEvent',
  'userTask',
  'serviceTask',
  'sendTask',
  'businessRuleTask',
  'scriptTask',
  'exclusiveGateway',
  'parallelGateway',
  'boundaryEvent',
  'intermediateCatchEvent',
  'sequenceFlow',
  'textAnnotation',
])

/** The process of a flow's text; undefined when it is no well-formed BPMN. The drawing is not looked at. */
export function readFlow(document: { documentElement: XmlElement | null }): FlowText | undefined {
  const root = document.documentElement
  if (!root || localName(root.tagName) !== 'definitions') return undefined
  const process = childrenOf(root, 'process')[0]
  if (!process) return undefined
  const known = [...process.children].filter(child => COMPARED.has(localName(child.tagName)))
  return { process, elements: new Map(known.map(element => [attribute(element, 'id'), element])) }
}

/** Names without their prefix: which prefix a text uses for a vocabulary is its own affair. */
export const localName = (name: string): string => name.replace(/^.*:/, '')

const childrenOf = (element: XmlElement | undefined, name: string): XmlElement[] =>
  element ? [...element.children].filter(child => localName(child.tagName) === name) : []

/** Empty when it is absent. */
export function attribute(element: XmlElement | undefined, name: string): string {
  if (!element) return ''
  for (const each of element.attributes)
    if (localName(each.name) === name && !each.name.startsWith('xmlns')) return each.value
  return ''
}
