import type { BinaryOperator } from '../syntax/juel-node.ts'
import { compound, part, type Written } from './written.ts'

/** `a == b` and its like, where FEEL says the same whatever the values are; null where it may not. */
export function writeComparison(operator: BinaryOperator, left: Written, right: Written): Written | null {
  if (operator === '==' || operator === '!=') {
    const sign = operator === '==' ? '=' : '!='
    return areComparable(left, right) ? compound(`${part(left)} ${sign} ${part(right)}`, 'boolean') : null
  }
  if (left.type !== 'number' || right.type !== 'number') return null
  const nullable = [left, right].filter(({ neverNull }) => !neverNull)
  // Null is at most and at least null in JUEL, and in no order with anything else.
  if (nullable.length === 2 && operator.endsWith('=')) return null
  const tests = nullable.map(each => `${part(each)} != null and `)
  return compound(`${tests.join('')}${part(left)} ${operator} ${part(right)}`, 'boolean')
}

/** Only values of one kind are equal in the same way in both languages; null is the same to both. */
function areComparable(left: Written, right: Written): boolean {
  if (left.text === 'null' || right.text === 'null') return true
  return left.type === right.type && (left.type === 'number' || left.type === 'string' || left.type === 'boolean')
}
