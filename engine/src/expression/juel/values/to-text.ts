import { ExpressionLimitExceeded, expressionLimits } from '../../expression-limits.ts'
import { decimalText, toNumber } from '../../values/number.ts'
import type { Payer } from '../../values/equality.ts'
import { NotConvertible } from '../juel-errors.ts'
import { ownEntry } from './own-entry.ts'
import { valueKind } from './value-kind.ts'

/**
 * EL 2.2 §1.18.2: null is the empty text; numbers without trailing zeros; lists and objects as Java writes them
 * (`[a, b]`, `{key=value}`). Throws NotConvertible for what is no JSON.
 */
export function toText(value: unknown, payer: Payer): string {
  return value === null || value === undefined ? '' : textOf(value, payer, 0)
}

function textOf(value: unknown, payer: Payer, depth: number): string {
  switch (valueKind(value)) {
    case 'null':
      return 'null'
    case 'text':
      return value as string
    case 'boolean':
      return String(value)
    case 'number':
      return numberText(value)
    case 'list':
      return `[${parts(value as unknown[], payer, depth, (item, deeper) => textOf(item, payer, deeper))}]`
    case 'object':
      return `{${objectParts(value as object, payer, depth)}}`
    case 'foreign':
      throw new NotConvertible('A value of the engine', 'text')
  }
}

const objectParts = (value: object, payer: Payer, depth: number) =>
  parts(Object.keys(value), payer, depth, (key, deeper) => `${key}=${textOf(ownEntry(value, key), payer, deeper)}`)

function numberText(value: unknown): string {
  const number = toNumber(value)
  if (number === null) throw new NotConvertible(`\`${String(value)}\``, 'text')
  return decimalText(number)
}

/** Grows under the limit of texts, so that a list that holds a big one many times ends early. */
function parts<Item>(
  items: readonly Item[],
  payer: Payer,
  depth: number,
  write: (item: Item, depth: number) => string,
): string {
  if (depth >= expressionLimits.valueDepth) throw new ExpressionLimitExceeded('valueDepth')
  payer.spend(items.length)
  let text = ''
  for (const [index, item] of items.entries()) {
    text += (index > 0 ? ', ' : '') + write(item, depth + 1)
    if (text.length > expressionLimits.stringLength) throw new ExpressionLimitExceeded('stringLength')
  }
  return text
}
