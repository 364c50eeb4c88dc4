/** An element as bpmn-moddle gives it; only what reading needs. */
export interface ModdleElement {
  $type: string
  $attrs: Record<string, string>
  $instanceOf(type: string): boolean
  [property: string]: any
}

/** A fault found while reading. */
export interface ReadFault {
  code: string
  message: string
  elementId?: string
}

/** Values of `extensionElements` that are of our type, e.g. `jw:Input`. */
export const extensions = (element: ModdleElement, type: string): ModdleElement[] =>
  (element.extensionElements?.values ?? []).filter((value: ModdleElement) => value.$type === type)
