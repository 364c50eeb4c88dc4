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
  keys(): string[]
  /** Name of the property that identifies an item of this array; `''` when the item is its own key. */
  itemKey(): string | undefined
  /** Property names that are free, as in `additionalProperties: {…}`. */
  isMap(): boolean
}

export function schemaPlace(root: object, nodes: readonly unknown[] = [root]): SchemaPlace {
  const schemas = nodes.flatMap(node => branches(root as Schema, node, new Set()))
  return {
    child: token =>
      schemaPlace(
        root,
        schemas.flatMap(schema => below(schema, token)),
      ),
    keys: () => [
      ...new Set(
        schemas.flatMap(schema => (isPlainObject(schema['properties']) ? Object.keys(schema['properties']) : [])),
      ),
    ],
    itemKey: () => schemas.map(schema => schema['x-key']).find(key => typeof key === 'string'),
    isMap: () =>
      schemas.some(schema => isPlainObject(schema['additionalProperties']) || schema['additionalProperties'] === true),
  }
}

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
  if (typeof token === 'number' || /^\d+$/.test(token)) {
    if (schema['items'] !== undefined) return [schema['items']]
  }
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
