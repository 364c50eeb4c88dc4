import type { FeelType } from '../feel-type.ts'

/** True when the checker knows nothing of a value of this type. */
export const isUnknown = (type: FeelType): type is 'any' | 'null' => type === 'any' || type === 'null'

export const isList = (type: FeelType): type is { list: FeelType } => typeof type === 'object' && 'list' in type

export const isRange = (type: FeelType): type is { range: FeelType } => typeof type === 'object' && 'range' in type

export const isContextType = (type: FeelType): type is { context: Readonly<Record<string, FeelType>> } =>
  typeof type === 'object' && 'context' in type

/** What an element of the list or range is; of another value, the value itself (a list of one). */
export function elementType(type: FeelType): FeelType {
  if (isList(type)) return type.list
  if (isRange(type)) return type.range
  return type === 'null' ? 'any' : type
}

/** False only when no value but null can be of both types. */
export function compatible(a: FeelType, b: FeelType): boolean {
  if (isUnknown(a) || isUnknown(b)) return true
  if (isList(a) && isList(b)) return compatible(a.list, b.list)
  if (isRange(a) && isRange(b)) return compatible(a.range, b.range)
  if (isContextType(a) && isContextType(b)) return true
  return a === b
}

/** The narrowest type that holds values of both. */
export function commonType(a: FeelType, b: FeelType): FeelType {
  if (a === 'null' || a === b) return b
  if (b === 'null') return a
  if (isList(a) && isList(b)) return { list: commonType(a.list, b.list) }
  if (isContextType(a) && isContextType(b)) return commonContext(a.context, b.context)
  return 'any'
}

/** In the words of DMN: `number`, `list of string`, `context`. */
export function typeName(type: FeelType): string {
  if (isList(type)) return type.list === 'any' ? 'list' : `list of ${typeName(type.list)}`
  if (isRange(type)) return `range of ${typeName(type.range)}`
  return isContextType(type) ? 'context' : type
}

function commonContext(a: Readonly<Record<string, FeelType>>, b: Readonly<Record<string, FeelType>>): FeelType {
  const names = Object.keys(a)
  const same = names.length === Object.keys(b).length && names.every(name => Object.hasOwn(b, name))
  return same ? { context: Object.fromEntries(names.map(name => [name, commonType(a[name]!, b[name]!)])) } : 'any'
}
