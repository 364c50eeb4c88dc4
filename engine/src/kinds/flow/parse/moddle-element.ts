/** An element as bpmn-moddle gives it; only what reading needs. */
export interface ModdleElement {
  $type: string
  $attrs: Record<string, string>
  $instanceOf(type: string): boolean
  [property: string]: any
}

/** A fault found while reading; absent severity: an error. */
export interface ReadFault {
  code: string
  message: string
  elementId?: string
  severity?: 'warning'
}

/** Values of `extensionElements` that are of our type, e.g. `jw:Input`. */
export const extensions = (element: ModdleElement, type: string): ModdleElement[] =>
  (element.extensionElements?.values ?? []).filter((value: ModdleElement) => value.$type === type)

/** The text of an expression element or an element with a body, without white space around it; undefined: none. */
export function bodyOf(expression: ModdleElement | undefined): string | undefined {
  const text = expression === undefined ? undefined : String(expression['body'] ?? '').trim()
  return text === '' ? undefined : text
}
