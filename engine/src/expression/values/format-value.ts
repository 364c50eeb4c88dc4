import { Temporal } from 'temporal-polyfill'
import { Decimal } from '../../base/decimal.ts'
import { isContext } from './kind-of.ts'
import { decimalText } from './number.ts'
import { FeelRange } from './range.ts'

const SIMPLE_KEY = /^[\p{L}_][\p{L}\p{N}_]*$/u

/** The text of a FEEL value, as the built-in `string` gives it (DMN 1.5 §10.3.4.1). Texts inside lists are quoted. */
export function formatValue(value: unknown): string {
  if (value instanceof Decimal) return decimalText(value)
  if (Array.isArray(value)) return `[${value.map(formatInner).join(', ')}]`
  if (isContext(value)) return `{${Object.entries(value).map(formatEntry).join(', ')}}`
  if (value instanceof FeelRange) return formatRange(value)
  if (value instanceof Temporal.ZonedDateTime) return formatZoned(value)
  return value === undefined ? 'null' : String(value)
}

const formatInner = (value: unknown) => (typeof value === 'string' ? quote(value) : formatValue(value))

const formatEntry = ([key, value]: [string, unknown]) =>
  `${SIMPLE_KEY.test(key) ? key : quote(key)}: ${formatInner(value)}`

const quote = (text: string) => `"${text.replace(/["\\]/g, '\\$&')}"`

function formatRange(range: FeelRange): string {
  return `${range.lowIncluded ? '[' : '('}${formatInner(range.low)}..${formatInner(range.high)}${range.highIncluded ? ']' : ')'}`
}

function formatZoned(value: Temporal.ZonedDateTime): string {
  const local = value.toPlainDateTime().toString()
  if (value.timeZoneId === 'UTC') return `${local}Z`
  return /^[+-]/.test(value.timeZoneId) ? `${local}${value.timeZoneId}` : `${local}@${value.timeZoneId}`
}
