import { inSchemaOrder } from '../canonical.ts'
import { isPlainObject } from '../plain-object.ts'
import { schemaPlace, type SchemaPlace } from '../schema-walk.ts'

/**
 * A content as compare and merge see it: everything that has parts with names of their own (properties, free names, items
 * with a key) is a branch, all else is one value.
 */
export type ContentNode = Leaf | Branch

export interface Leaf {
  shape: 'leaf'
  place: SchemaPlace
  value: unknown
}

export interface Branch {
  /** list: items with a key. set: items that are their own key. */
  shape: 'object' | 'list' | 'set'
  place: SchemaPlace
  /** Properties and names in the order of the schema, then of the author; items in their order. */
  entries: ReadonlyMap<string, ContentNode>
}

/** The node of a whole content, or undefined for none. */
export const contentNode = (content: unknown, schema: object): ContentNode | undefined =>
  content === undefined ? undefined : nodeAt(content, schemaPlace(schema))

/** The node of a value that stands at a place of the schema. */
export const nodeAt = (value: unknown, place: SchemaPlace): ContentNode => node(inSchemaOrder(value, place), place)

function node(value: unknown, place: SchemaPlace): ContentNode {
  const branch = place.is('atomic') ? undefined : branchOf(value, place)
  return branch ?? { shape: 'leaf', place, value }
}

function branchOf(value: unknown, place: SchemaPlace): Branch | undefined {
  if (Array.isArray(value)) return arrayBranch(value, place)
  if (!isPlainObject(value) || (place.keys().length === 0 && !place.isMap())) return undefined
  const entries = Object.entries(value).map(([name, each]) => [name, node(each, place.child(name))] as const)
  return { shape: 'object', place, entries: new Map(entries) }
}

/** Undefined when the items have no identity: then the array is one value. */
function arrayBranch(items: unknown[], place: SchemaPlace): Branch | undefined {
  const properties = identityOf(place)
  if (properties === undefined) return undefined
  const entries = new Map<string, ContentNode>()
  for (const item of items) {
    const key = keyOf(item, properties)
    if (key === undefined || entries.has(key)) return undefined
    entries.set(key, node(item, place.child(0)))
  }
  return { shape: properties.length === 0 ? 'set' : 'list', place, entries }
}

/** The properties that identify an item; none: the item itself. */
function identityOf(place: SchemaPlace): readonly string[] | undefined {
  const key = place.itemKey()
  if (key === undefined) return place.matchKeys()
  return key === '' ? [] : [key]
}

function keyOf(item: unknown, properties: readonly string[]): string | undefined {
  if (properties.length === 0) return typeof item === 'string' ? item : JSON.stringify(item)
  if (!isPlainObject(item)) return undefined
  const parts = properties.map(property => item[property])
  const named = parts.every(part => typeof part === 'string' || typeof part === 'number')
  return named ? parts.join(' ') : undefined
}

/** The plain JSON value of a node. */
export function valueOf(of: ContentNode): unknown {
  if (of.shape === 'leaf') return of.value
  if (of.shape === 'object') return Object.fromEntries([...of.entries].map(([name, each]) => [name, valueOf(each)]))
  return [...of.entries.values()].map(valueOf)
}

const prints = new WeakMap<ContentNode, string>()

/** Whether two nodes give the same canonical text. */
export function sameNode(a: ContentNode | undefined, b: ContentNode | undefined): boolean {
  if (a === b) return true
  return a !== undefined && b !== undefined && a.shape === b.shape && printOf(a) === printOf(b)
}

function printOf(of: ContentNode): string {
  const known = prints.get(of)
  if (known !== undefined) return known
  const print = JSON.stringify(valueOf(of))
  prints.set(of, print)
  return print
}

/** The keys of a branch whose order is the author's: of items, and of free names unless their order says nothing. */
export function orderOf(branch: Branch): string[] {
  const keys = [...branch.entries.keys()]
  if (branch.shape !== 'object') return keys
  if (branch.place.is('unordered')) return []
  const declared = new Set(branch.place.keys())
  return keys.filter(key => !declared.has(key))
}

/** The schema's place of the entry under a key. */
export const entryPlace = (branch: Branch, key: string): SchemaPlace =>
  branch.place.child(branch.shape === 'object' ? key : 0)
