/** An element of a flow's text as compare and merge see it; its attributes are properties beside these. */
export interface TreeElement {
  /** What identifies it among its siblings: its id, else what it is and says. */
  $key: string
  $tag: string
  $text?: string
  $parts?: TreeElement[]
  /** Approvers and assignees: who decides is one value. */
  $people?: TreeElement[]
  /** Shape or edge of the element in the first diagram. */
  $di?: TreeElement
  [attribute: string]: string | TreeElement | TreeElement[] | undefined
}

export interface FlowTree {
  definitions: TreeElement
}

/** The attributes of a tree element. */
export const attributesOf = (element: TreeElement): [string, string][] =>
  Object.entries(element).filter((entry): entry is [string, string] => !entry[0].startsWith('$'))

export const DIAGRAM = 'bpmndi:BPMNDiagram'
export const PLANE = 'bpmndi:BPMNPlane'

/** Elements whose parts are elements of the diagram themselves. */
export const CONTAINERS: ReadonlySet<string> = new Set([
  'definitions',
  'process',
  'subProcess',
  'transaction',
  'adHocSubProcess',
  'collaboration',
])

/** The elements that say who decides, and where they stand. */
export const PEOPLE: ReadonlySet<string> = new Set(['jw:approver', 'jw:assignment'])

export function* elementsIn(element: TreeElement): Generator<TreeElement> {
  yield element
  for (const part of element.$parts ?? []) yield* elementsIn(part)
}
