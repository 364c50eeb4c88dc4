import { attribute, localName, type FlowText } from './read-flow.ts'

/** Name, else for a nameless connection where it leads, else the id. */
export function titleOf(flow: FlowText, id: string): string {
  const element = flow.elements.get(id)
  const name = attribute(element, 'name')
  if (!element || name || localName(element.tagName) !== 'sequenceFlow') return name || id
  return `${titleOf(flow, attribute(element, 'sourceRef'))} → ${titleOf(flow, attribute(element, 'targetRef'))}`
}
