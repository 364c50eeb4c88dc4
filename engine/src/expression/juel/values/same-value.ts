import { ExpressionLimitExceeded, expressionLimits } from '../../expression-limits.ts'
import type { Payer } from '../../values/equality.ts'
import { toDecimal } from './coerce.ts'
import { ownEntry } from './own-entry.ts'
import { valueKind } from './value-kind.ts'

/** Java's `equals`: the same kind and the same content, without any conversion; lists and objects go deep. */
export function sameValue(a: unknown, b: unknown, payer: Payer, depth = 0): boolean {
  if (a === b) return true
  const kind = valueKind(a)
  if (kind !== valueKind(b)) return false
  if (depth >= expressionLimits.valueDepth) throw new ExpressionLimitExceeded('valueDepth')
  if (kind === 'null') return true
  if (kind === 'number') return toDecimal(a).equals(toDecimal(b))
  if (kind === 'list') return sameLists(a as unknown[], b as unknown[], payer, depth + 1)
  return kind === 'object' && sameObjects(a as object, b as object, payer, depth + 1)
}

/** True when `list` has an element that is the same as `value`. */
export function holds(list: readonly unknown[], value: unknown, payer: Payer): boolean {
  payer.spend(list.length)
  return list.some(item => sameValue(item, value, payer))
}

function sameLists(a: readonly unknown[], b: readonly unknown[], payer: Payer, depth: number): boolean {
  payer.spend(a.length)
  return a.length === b.length && a.every((item, index) => sameValue(item, b[index], payer, depth))
}

function sameObjects(a: object, b: object, payer: Payer, depth: number): boolean {
  const keys = Object.keys(a)
  payer.spend(keys.length)
  if (keys.length !== Object.keys(b).length) return false
  return keys.every(key => Object.hasOwn(b, key) && sameValue(ownEntry(a, key), ownEntry(b, key), payer, depth))
}
