import type { Queryable, QueryableLookup } from '../query/queryable.ts'
import { pointerTo } from './json-pointer.ts'
import type { NamePlace, Reference } from './kind.ts'
import { isPlainObject } from './plain-object.ts'

/** Where a column path stands: in the value at a pointer or in its key, `offset` letters behind the start. */
export interface PathPlace {
  at: string
  in?: 'value' | 'key'
  offset?: number
}

/** What a path such as `customer.region` names: the reference on the way as well as the field behind it. */
export function columnReferences(
  path: string,
  { rows, modelOf }: { rows: Queryable; modelOf: QueryableLookup },
  { at, in: where = 'value', offset = 0 }: PathPlace,
): Reference[] {
  const [first = '', second] = path.split('.')
  const field = Object.hasOwn(rows.byName, first) ? rows.byName[first] : undefined
  const target = second === undefined || field?.target === undefined ? undefined : modelOf(field.target)
  const behind = target && Object.hasOwn(target.byName, second!) ? target.byName[second!] : undefined
  const name = (from: number, to: number): NamePlace => ({ in: where, from: offset + from, to: offset + to })
  return [
    ...(field?.address === undefined ? [] : [{ to: field.address, at, name: name(0, first.length) }]),
    ...(behind?.address === undefined ? [] : [{ to: behind.address, at, name: name(first.length + 1, path.length) }]),
  ]
}

/** The paths that a filter compares, each with the pointer of its comparison. */
export function comparedPaths(filter: unknown, at = ''): [path: string, pointer: string][] {
  if (!isPlainObject(filter)) return []
  return Object.entries(filter).flatMap(([key, value]): [string, string][] => {
    const pointer = pointerTo(at, key)
    if (key !== 'and' && key !== 'or') return [[key, pointer]]
    return Array.isArray(value) ? value.flatMap((part, i) => comparedPaths(part, pointerTo(pointer, i))) : []
  })
}
