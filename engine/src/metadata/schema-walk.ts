import { isPlainObject } from './plain-object.ts'

type Schema = Record<string, unknown>

/**
 * A place in a JSON Schema, followed in step with a content. Where the schema branches (`oneOf`, `anyOf`, `allOf`,
 * `then`, `else`, `$ref` into `$defs`) all branches are followed, since the questions asked here (order of keys,
 * identity of items, known keys) have the same answer in each.
 */
export interface SchemaPlace {
  /** The places below a key or an item. */
  child(token: string | number): SchemaPlace
  /** Declared property names in the order of the schema. */
  keys(): readonly string[]
  /** Name of the property that identifies an item of this array; `''` when the item is its own key. */
  itemKey(): string | undefined
  /** Property names that are free, as in `additionalProperties: {…}`. */
  isMap(): boolean
  /**
   * `x-match`: properties by which compare and merge recognise an item of an array that layers replace as a whole; an
   * empty list when the item is its own key.
   */
  matchKeys(): readonly string[] | undefined
  /** `x-atomic`, `x-unordered`, `x-text`, `x-minor`: how compare and merge treat the value (docs/compare-and-merge.md). */
  is(mark: ValueMark): boolean
  /** `x-together`: properties of this object whose values make sense only together. */
  together(): readonly Together[]
}

/**
 * atomic: one value, however deep. unordered: the order of free names says nothing. text: lines, merged by line.
 * minor: its changes do not stand against the deletion of what they belong to.
 */
export type ValueMark = (typeof MARKS)[number]

const MARKS = ['atomic', 'unordered', 'text', 'minor'] as const

/** `when` absent: always one value. Else only once a side changed one of these: a scalar's or plain list's value, or whether another value is there. */
export interface Together {
  /** Absent: all properties. */
  keys?: readonly string[]
  when?: readonly string[]
}

const roots = new WeakMap<object, SchemaPlace>()

/** The place of a whole content. Made once for a schema, which must not change afterwards. */
export function schemaPlace(root: object): SchemaPlace {
  const known = roots.get(root) ?? placeOf(root, [root])
  roots.set(root, known)
  return known
}

function placeOf(root: object, nodes: readonly unknown[]): SchemaPlace {
  const schemas = nodes.flatMap(node => branches(root as Schema, node, new Set()))
  const declared = new Set(
    schemas.flatMap(({ properties }) => (isPlainObject(properties) ? Object.keys(properties) : [])),
  )
  const children = new Map<string | typeof FREE, SchemaPlace>()
  const childOf = (token: string | number): SchemaPlace => {
    const child = placeOf(
      root,
      schemas.flatMap(schema => below(schema, token)),
    )
    children.set(stepOf(declared, token), child)
    return child
  }
  return { ...answersOf(schemas, declared), child: token => children.get(stepOf(declared, token)) ?? childOf(token) }
}

/** What a place is asked for every value that stands there is worked out once. */
function answersOf(schemas: readonly Schema[], declared: ReadonlySet<string>): Omit<SchemaPlace, 'child'> {
  const keys = [...declared]
  const itemKey = schemas.map(schema => schema['x-key']).find(key => typeof key === 'string')
  const matchKeys = schemas.map(schema => schema['x-match']).find(each => Array.isArray(each))
  const together = schemas.flatMap(schema => (Array.isArray(schema['x-together']) ? schema['x-together'] : []))
  const marks = new Set(MARKS.filter(mark => schemas.some(schema => schema[`x-${mark}`] === true)))
  const isMap = schemas.some(
    schema => isPlainObject(schema['additionalProperties']) || schema['additionalProperties'] === true,
  )
  return {
    keys: () => keys,
    itemKey: () => itemKey,
    isMap: () => isMap,
    matchKeys: () => matchKeys,
    is: mark => marks.has(mark),
    together: () => together,
  }
}

const FREE = Symbol('free')
const isIndex = (token: string | number): boolean => typeof token === 'number' || /^\d+$/.test(token)

/** All names that are not declared lead to one place, and so do all items. */
const stepOf = (declared: ReadonlySet<string>, token: string | number): string | typeof FREE =>
  declared.has(String(token)) ? String(token) : isIndex(token) ? '0' : FREE

function branches(root: Schema, node: unknown, seen: Set<unknown>): Schema[] {
  if (!isPlainObject(node) || seen.has(node)) return []
  seen.add(node)
  const nested = [
    ...['oneOf', 'anyOf', 'allOf'].flatMap(keyword =>
      Array.isArray(node[keyword]) ? (node[keyword] as unknown[]) : [],
    ),
    node['then'],
    node['else'],
    typeof node['$ref'] === 'string' ? referred(root, node['$ref']) : undefined,
  ]
  return [node, ...nested.flatMap(inner => branches(root, inner, seen))]
}

function below(schema: Schema, token: string | number): unknown[] {
  if (isIndex(token) && schema['items'] !== undefined) return [schema['items']]
  const properties = schema['properties']
  if (isPlainObject(properties) && Object.hasOwn(properties, token)) return [properties[token]]
  return [schema['additionalProperties']]
}

/** `#/$defs/name` and `#`; other references are not used in the schemas of kinds. */
function referred(root: Schema, reference: string): unknown {
  if (reference === '#') return root
  const name = /^#\/\$defs\/([^/]+)$/.exec(reference)?.[1]
  return name === undefined || !isPlainObject(root['$defs']) ? undefined : root['$defs'][name]
}
