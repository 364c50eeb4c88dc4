import type { FeelType } from './feel-type.ts'

/** True unless the types certainly differ: `any` and `null` fit everywhere. */
export function typeFits(given: FeelType, expected: FeelType): boolean {
  if (given === 'any' || given === 'null' || expected === 'any') return true
  if (typeof given === 'object' && 'union' in given) return given.union.some(type => typeFits(type, expected))
  if (typeof expected === 'object' && 'union' in expected) return expected.union.some(type => typeFits(given, type))
  if (typeof given === 'string' || typeof expected === 'string') return given === expected
  if ('list' in given && 'list' in expected) return typeFits(given.list, expected.list)
  if ('range' in given && 'range' in expected) return typeFits(given.range, expected.range)
  return ('context' in given && 'context' in expected) || ('function' in given && 'function' in expected)
}

/** The type in words, for messages. */
export function typeName(type: FeelType): string {
  if (typeof type === 'string') return type
  if ('union' in type) return type.union.map(typeName).join(' or ')
  if ('list' in type) return `a list of ${typeName(type.list)}`
  if ('range' in type) return `a range of ${typeName(type.range)}`
  return 'context' in type ? 'a context' : 'a function'
}
