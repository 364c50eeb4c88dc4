import { Decimal } from '../../../base/decimal.ts'
import { excerpt } from '../../syntax/excerpt.ts'
import { bounded, toNumber } from '../../values/number.ts'
import { NotConvertible, OutOfRange } from '../juel-errors.ts'
import { valueKind } from './value-kind.ts'

/** EL 2.2 §1.18.5: null and the empty text are false, any text but `true` (in any case) too. Throws NotConvertible. */
export function toBoolean(value: unknown): boolean {
  if (typeof value === 'boolean') return value
  if (value === null || value === undefined || value === '') return false
  if (typeof value === 'string') return value.toLowerCase() === 'true'
  throw new NotConvertible(shown(value), 'boolean')
}

/** EL 2.2 §1.18.3: null and the empty text are zero; white space around a number doesn't matter. Throws NotConvertible. */
export function toDecimal(value: unknown): Decimal {
  if (value instanceof Decimal) return value
  if (value === null || value === undefined || value === '') return ZERO
  const number = toNumber(typeof value === 'string' ? value.trim() : value)
  if (number === null) throw new NotConvertible(shown(value), 'number')
  return number
}

/** A calculated number. Throws OutOfRange beyond decimal128. */
export function inRange(value: Decimal): Decimal {
  const within = bounded(value)
  if (within === null) throw new OutOfRange('The number')
  return within
}

/** The value in the words of a message; what lists and objects hold stays out of it. */
function shown(value: unknown): string {
  const kind = valueKind(value)
  if (kind === 'text') return `The text ${excerpt(value as string)}`
  return kind === 'boolean' || kind === 'number' ? `\`${String(value)}\`` : `A ${kind}`
}

const ZERO = new Decimal(0)
