import type { FeelType, FunctionShape } from '../feel-type.ts'

export type ContextType = Extract<FeelType, { context: unknown }>

/** True when the checker knows nothing of a value of this type. */
export const isUnknown = (type: FeelType): type is 'any' | 'null' => type === 'any' || type === 'null'

export const isList = (type: FeelType): type is { list: FeelType } => typeof type === 'object' && 'list' in type

export const isRange = (type: FeelType): type is { range: FeelType } => typeof type === 'object' && 'range' in type

export const isContextType = (type: FeelType): type is ContextType => typeof type === 'object' && 'context' in type

export const isFunctionType = (type: FeelType): type is { function: FunctionShape } =>
  typeof type === 'object' && 'function' in type

/** The types that a value may have: those of a union, else the type itself. */
export const alternatives = (type: FeelType): readonly FeelType[] =>
  typeof type === 'object' && 'union' in type ? type.union : [type]

/** The types as one; undefined when there are none. */
export const anyOf = (types: readonly FeelType[]): FeelType | undefined =>
  types.length ? types.reduce(commonType) : undefined

/** What an element of the list or range is; of another value, the value itself (a list of one). */
export function elementType(type: FeelType): FeelType {
  if (isList(type)) return type.list
  if (isRange(type)) return type.range
  if (typeof type === 'object' && 'union' in type) return type.union.map(elementType).reduce(commonType)
  return type === 'null' ? 'any' : type
}

/** False only when no value but null can be of both types. */
export function compatible(a: FeelType, b: FeelType): boolean {
  if (isUnknown(a) || isUnknown(b)) return true
  if (typeof a === 'object' && 'union' in a) return a.union.some(each => compatible(each, b))
  if (typeof b === 'object' && 'union' in b) return b.union.some(each => compatible(a, each))
  if (isList(a) && isList(b)) return compatible(a.list, b.list)
  if (isRange(a) && isRange(b)) return compatible(a.range, b.range)
  if (isFunctionType(a) && isFunctionType(b)) return a.function.names.length === b.function.names.length
  return (isContextType(a) && isContextType(b)) || a === b
}

/** The narrowest type that holds values of both. */
export function commonType(a: FeelType, b: FeelType): FeelType {
  if (a === 'null' || a === b) return b
  if (b === 'null') return a
  if (a === 'any' || b === 'any') return 'any'
  return alternatives(b).reduce<FeelType>(extended, a)
}

/** In the words of DMN: `number`, `list of string`, `context`. */
export function typeName(type: FeelType): string {
  if (typeof type === 'string') return type
  if ('union' in type) return type.union.map(typeName).join(' or ')
  if (isList(type)) return type.list === 'any' ? 'list' : `list of ${typeName(type.list)}`
  if (isRange(type)) return `range of ${typeName(type.range)}`
  return isContextType(type) ? 'context' : 'function'
}

/** So many alternatives tell nothing any more. */
const MOST_ALTERNATIVES = 6

/** `all` with one more alternative; merged into one of the same structure. */
function extended(all: FeelType, one: FeelType): FeelType {
  const types = alternatives(all)
  for (const [i, type] of types.entries()) {
    const both = merged(type, one)
    if (both) return types.length === 1 ? both : { union: types.with(i, both) }
  }
  return types.length < MOST_ALTERNATIVES ? { union: [...types, one] } : 'any'
}

function merged(a: FeelType, b: FeelType): FeelType | undefined {
  if (a === b) return a
  if (isList(a) && isList(b)) return { list: commonType(a.list, b.list) }
  if (isRange(a) && isRange(b)) return { range: commonType(a.range, b.range) }
  if (isContextType(a) && isContextType(b)) return commonContext(a, b)
  return isFunctionType(a) && isFunctionType(b) ? commonFunction(a.function, b.function) : undefined
}

/** An entry that only one of them has may be missing. */
function commonContext(a: ContextType, b: ContextType): FeelType {
  const entries: Record<string, FeelType> = { ...a.context }
  for (const [name, type] of Object.entries(b.context)) {
    entries[name] = Object.hasOwn(a.context, name) ? commonType(a.context[name]!, type) : type
  }
  const both = (name: string) => Object.hasOwn(a.context, name) && Object.hasOwn(b.context, name)
  const missing = Object.keys(entries).filter(name => !both(name))
  const optional = [...new Set([...(a.optional ?? []), ...(b.optional ?? []), ...missing])]
  return optional.length ? { context: entries, optional } : { context: entries }
}

function commonFunction(a: FunctionShape, b: FunctionShape): FeelType {
  if (a.names.length !== b.names.length) return 'any'
  const names = a.names.map((name, i) => (name === b.names[i] ? name : `${i + 1}`))
  return { function: { names, parameters: names.map(() => 'any'), result: commonType(a.result, b.result) } }
}
