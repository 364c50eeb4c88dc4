import { Temporal } from 'temporal-polyfill'
import { Decimal } from '../../base/decimal.ts'
import type { Payer } from './equality.ts'
import { isContext } from './kind-of.ts'
import { decimalText } from './number.ts'
import { FeelRange } from './range.ts'
import { zoneSuffix } from './zoned-time.ts'

const SIMPLE_KEY = /^[\p{L}_][\p{L}\p{N}_]*$/u

/**
 * The text of a FEEL value, as the built-in `string` gives it (DMN 1.5 §10.3.4.1). Texts inside lists are quoted. `payer` is
 * asked on the way: a value that holds another many times over is longer than it looks.
 */
export function formatValue(value: unknown, payer: Payer = FREE): string {
  if (value instanceof Decimal) return decimalText(value)
  if (Array.isArray(value))
    return `[${pay(value, payer)
      .map(item => formatInner(item, payer))
      .join(', ')}]`
  if (isContext(value)) {
    const entries = pay(Object.entries(value), payer).map(
      ([key, entry]) => `${formatKey(key)}: ${formatInner(entry, payer)}`,
    )
    return `{${entries.join(', ')}}`
  }
  if (value instanceof FeelRange) return formatRange(value)
  if (value instanceof Temporal.ZonedDateTime) return formatZoned(value)
  return value === undefined ? 'null' : String(value)
}

const FREE: Payer = { spend: () => undefined }

function pay<List extends readonly unknown[]>(list: List, payer: Payer): List {
  payer.spend(list.length * 4)
  return list
}

function formatInner(value: unknown, payer: Payer): string {
  if (typeof value !== 'string') return formatValue(value, payer)
  payer.spend(value.length >> 4)
  return quote(value)
}

const formatKey = (key: string) => (SIMPLE_KEY.test(key) ? key : quote(key))

const quote = (text: string) => `"${text.replace(/["\\]/g, '\\$&')}"`

/** A bound that is open stays empty: `(5..)`. */
function formatRange({ low, high, lowIncluded, highIncluded }: FeelRange): string {
  const bound = (value: unknown) => (value === null ? '' : formatInner(value, FREE))
  return `${lowIncluded ? '[' : '('}${bound(low)}..${bound(high)}${highIncluded ? ']' : ')'}`
}

const formatZoned = (value: Temporal.ZonedDateTime) =>
  `${value.toPlainDateTime().toString()}${zoneSuffix(value.timeZoneId)}`
