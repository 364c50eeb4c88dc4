import { isPlainObject } from './plain-object.ts'
import { schemaPlace, type SchemaPlace } from './schema-walk.ts'

const WIDTH = 120
const INDENT = '  '

/**
 * The canonical text of a JSON definition: keys in the order of the kind's schema, free names in the author's order, one
 * item a line once a value does not fit its line, a newline at the end. The same content always gives the same text, and
 * Prettier leaves it as it is.
 */
export function canonicalJson(content: unknown, schema: object): string {
  const ordered = inSchemaOrder(content, schemaPlace(schema))
  return `${isPlainObject(ordered) ? expanded(ordered, '') : written(ordered, '', 0)}\n`
}

/** A copy with the keys of every object in the order of the schema. */
export function inSchemaOrder(value: unknown, place: SchemaPlace): unknown {
  // All items stand at one place of the schema.
  if (Array.isArray(value)) return value.map(item => inSchemaOrder(item, place.child(0)))
  if (!isPlainObject(value)) return value
  const declared = place.keys()
  const position = new Map(declared.map((key, i) => [key, i]))
  // "$extends" is no key of the schema (layering consumes it); it stands behind "$kind".
  const rank = (key: string): number => position.get(key) ?? (key.startsWith('$') ? 0.5 : declared.length)
  const unordered = place.is('unordered')
  const names = Object.keys(value).sort((a, b) => rank(a) - rank(b) || (unordered ? (a < b ? -1 : 1) : 0))
  return Object.fromEntries(names.map(name => [name, inSchemaOrder(value[name], place.child(name))]))
}

/** `indent` is that of the line on which the value begins, `before` the columns taken on it, a comma after it included. */
function written(value: unknown, indent: string, before: number): string {
  const line = onOneLine(value)
  if (line !== undefined && before + columns(line) <= WIDTH) return line
  return expanded(value, indent)
}

function expanded(value: unknown, indent: string): string {
  const inner = indent + INDENT
  if (Array.isArray(value)) {
    const items = value.map(item => inner + written(item, inner, inner.length + 1))
    return items.length === 0 ? '[]' : `[\n${items.join(',\n')}\n${indent}]`
  }
  if (!isPlainObject(value)) return JSON.stringify(value)
  const entries = Object.entries(value).map(([key, each]) => {
    const head = `${inner}${JSON.stringify(key)}: `
    return head + written(each, inner, columns(head) + 1)
  })
  return entries.length === 0 ? '{}' : `{\n${entries.join(',\n')}\n${indent}}`
}

function onOneLine(value: unknown): string | undefined {
  if (Array.isArray(value)) {
    if (isTable(value)) return undefined
    const items = value.map(onOneLine)
    return items.includes(undefined) ? undefined : `[${items.join(', ')}]`
  }
  if (!isPlainObject(value)) return JSON.stringify(value)
  const entries = Object.entries(value).map(([key, each]) => {
    const text = onOneLine(each)
    return text === undefined ? undefined : `${JSON.stringify(key)}: ${text}`
  })
  if (entries.includes(undefined)) return undefined
  return entries.length === 0 ? '{}' : `{ ${entries.join(', ')} }`
}

/** Several items of several parts each stand on lines of their own, so that a change to one is one line of a diff. */
function isTable(items: unknown[]): boolean {
  const parts = (item: unknown): number =>
    Array.isArray(item) ? item.length : isPlainObject(item) ? Object.keys(item).length : 0
  const sameShape = items.every(Array.isArray) || items.every(isPlainObject)
  return items.length > 1 && sameShape && items.every(item => parts(item) > 1)
}

const WIDE =
  /[\u1100-\u115f\u2e80-\u303e\u3041-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff01-\uff60\uffe0-\uffe6]/gu

/** Columns on the screen: Chinese characters take two. */
const columns = (text: string): number => [...text].length + (text.match(WIDE)?.length ?? 0)
