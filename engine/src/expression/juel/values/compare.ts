import type { Payer } from '../../values/equality.ts'
import { NotComparable } from '../juel-errors.ts'
import { toBoolean, toDecimal } from './coerce.ts'
import { sameValue } from './same-value.ts'
import { toText } from './to-text.ts'
import { valueKind, type ValueKind } from './value-kind.ts'

/**
 * `==` (EL 2.2 §1.8.2): as numbers when one is a number, else as booleans when one is a boolean, else as texts when one
 * is a text. Null equals only null. Throws NotConvertible when the other one can't be read as that.
 */
export function isEqual(a: unknown, b: unknown, payer: Payer): boolean {
  if (a === b) return true
  const kinds = [valueKind(a), valueKind(b)]
  if (kinds.includes('null')) return kinds[0] === kinds[1]
  if (kinds.includes('number')) return toDecimal(a).equals(toDecimal(b))
  if (kinds.includes('boolean')) return toBoolean(a) === toBoolean(b)
  if (kinds.includes('text')) return toText(a, payer) === toText(b, payer)
  return sameValue(a, b, payer)
}

/**
 * `<` and its like (EL 2.2 §1.8.1): below zero, zero or above as `a` comes before `b`, is equal or comes after; as numbers
 * when one is a number, else as texts by UTF-16 unit when one is a text. Null when one of them is null: no comparison holds then.
 * Throws NotConvertible and NotComparable.
 */
export function order(a: unknown, b: unknown, payer: Payer): number | null {
  if (a === b) return 0
  const [left, right] = [valueKind(a), valueKind(b)]
  if (left === 'null' || right === 'null') return null
  if (left === 'number' || right === 'number') return toDecimal(a).comparedTo(toDecimal(b))
  if (left === 'text' || right === 'text') return orderOfTexts(toText(a, payer), toText(b, payer))
  if (left === 'boolean' && right === 'boolean') return Number(a) - Number(b)
  throw new NotComparable(noun(left), noun(right))
}

const orderOfTexts = (a: string, b: string) => (a < b ? -1 : Number(a > b))

const noun = (kind: ValueKind) => (kind === 'foreign' ? 'value of the engine' : kind)
