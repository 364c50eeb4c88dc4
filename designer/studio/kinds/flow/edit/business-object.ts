/** An element of the BPMN text as bpmn-js holds it; our `jw:` attributes are read by their local names. */
export interface BusinessObject {
  $type: string
  id: string
  name?: string
  $parent?: BusinessObject
  [property: string]: any
}

/** Values of `extensionElements` of one type, e.g. `jw:Approval`. */
export function extensionsOf(element: BusinessObject, type: string): BusinessObject[] {
  const values: BusinessObject[] = element.extensionElements?.values ?? []
  return values.filter(value => value.$type === type)
}

/** `extensionElements` values with those of `type` replaced by `next`; the others keep their order. */
export function withExtensions(
  element: BusinessObject,
  type: string,
  next: readonly BusinessObject[],
): BusinessObject[] {
  const values: BusinessObject[] = element.extensionElements?.values ?? []
  return [...values.filter(value => value.$type !== type), ...next]
}

/** What people call it: its name, for a nameless flow where it leads, else its id. */
export function titleOf(element: BusinessObject): string {
  if (element.name) return element.name
  if (element.$type !== 'bpmn:SequenceFlow') return element.id
  return `${titleOf(element.sourceRef)} → ${titleOf(element.targetRef)}`
}
