import { Decimal } from '../../../base/decimal.ts'
import { isContext } from '../../values/kind-of.ts'

/** What a value is to EL. `foreign` is nothing that JSON knows: it can be handed on, and not looked into. */
export type ValueKind = 'null' | 'number' | 'text' | 'boolean' | 'list' | 'object' | 'foreign'

export function valueKind(value: unknown): ValueKind {
  switch (typeof value) {
    case 'string':
      return 'text'
    case 'number':
    case 'bigint':
      return 'number'
    case 'boolean':
      return 'boolean'
    case 'undefined':
      return 'null'
    case 'object':
      return value === null ? 'null' : kindOfObject(value)
    default:
      return 'foreign'
  }
}

function kindOfObject(value: object): ValueKind {
  if (value instanceof Decimal) return 'number'
  if (Array.isArray(value)) return 'list'
  return isContext(value) ? 'object' : 'foreign'
}
