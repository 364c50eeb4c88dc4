import type { Node } from 'jsonc-parser'
import { parentPointer, pointerTokens, valueAt } from '../json-pointer.ts'
import type { Kind, NamePlace, Reference, Source } from '../kind.ts'
import { schemaPlace } from '../schema-walk.ts'
import { keyOf, memberOf, nodeInLayer, spanInString, type Span } from './json-names.ts'
import type { LayerText, PackView } from './pack-view.ts'

/** A name in a file. */
export interface NameUse extends Span {
  file: string
}

/**
 * The places at which a definition says the name of a reference: one in each of its layers that says it. None when the
 * reference knows no more than an element or a document.
 */
export function locateReference(view: PackView, source: Source, reference: Reference, name: string): NameUse[] {
  const kind = view.kinds.get(source.kind)!
  return view.layersOf(source).flatMap(layer => {
    const spans = kind.parse
      ? inForeignText(source, layer, reference)
      : inJson(view, { source, kind, layer }, reference)
    return spans
      .filter(({ from, to }) => isName(layer.text.slice(from, to), name))
      .map(span => ({ file: layer.file, ...span }))
  })
}

/** Names have no letters that must be escaped, but may be. */
const isName = (written: string, name: string): boolean =>
  written === name || (written.includes('\\') && JSON.parse(`"${written}"`) === name)

function inForeignText(source: Source, { text }: LayerText, { at, name }: Reference): Span[] {
  if (name?.in === 'text') return [name]
  // A head in JSON, and lines of JSON, say where their values stand.
  const place = offsetAt(text, source.locate(at))
  const start = name?.in === 'key' ? keyBefore(text, place) : place
  if (start === undefined || text[start] !== '"') return []
  const end = closingQuote(text, start)
  const string = {
    type: 'string',
    offset: start,
    length: end + 1 - start,
    value: JSON.parse(text.slice(start, end + 1)),
  }
  return [spanInString(text, string as Node, name?.from, name?.to)]
}

function offsetAt(text: string, { line, column }: { line: number; column: number }): number {
  let start = 0
  for (let i = 1; i < line; i++) start = text.indexOf('\n', start) + 1
  return start + column - 1
}

/** The key that stands before a value, on its line. */
function keyBefore(text: string, value: number): number | undefined {
  const line = text.lastIndexOf('\n', value - 1) + 1
  const key = /"(?:[^"\\]|\\.)*"\s*:\s*$/.exec(text.slice(line, value))
  return key ? line + key.index : undefined
}

function closingQuote(text: string, start: number): number {
  for (let at = start + 1; at < text.length; at++) {
    if (text[at] === '\\') at++
    else if (text[at] === '"') return at
  }
  return start
}

interface JsonLayer {
  source: Source
  kind: Kind
  layer: LayerText
}

function inJson(view: PackView, { source, kind, layer }: JsonLayer, { at, name }: Reference): Span[] {
  const merged = { content: source.content, schema: kind.schema }
  const root = view.treeOf(layer)
  const value = nodeInLayer(root, at, merged)
  const string = name?.in === 'key' ? value && keyOf(value) : value
  return [
    ...(string?.type === 'string' ? [partOf(layer.text, string, name)] : []),
    ...positionsAfter(root, at, merged).map(each => partOf(layer.text, each, undefined)),
  ]
}

function partOf(text: string, string: Node, name: NamePlace | undefined): Span {
  const { length } = string.value as string
  return spanInString(text, string, Math.min(name?.from ?? 0, length), Math.min(name?.to ?? length, length))
}

/** Where a layer puts items of its own behind the item that has the name as its key. */
function positionsAfter(root: Node, at: string, merged: { content: unknown; schema: object }): Node[] {
  const item = parentPointer(at)
  const list = item === undefined ? undefined : parentPointer(item)
  if (list === undefined || !Array.isArray(valueAt(merged.content, list))) return []
  const place = pointerTokens(list).reduce((reached, token) => reached.child(token), schemaPlace(merged.schema))
  if (place.itemKey() !== pointerTokens(at).at(-1)) return []
  const name = valueAt(merged.content, at)
  const items = nodeInLayer(root, list, merged)?.children ?? []
  return items.flatMap(each => {
    const after = memberOf(each, '$after')
    return after?.value === name ? [after!] : []
  })
}
