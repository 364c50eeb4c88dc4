import type { FieldModel } from './field-model.ts'
import { formatDecimal, isDecimalText } from './decimal-text.ts'

/** What stands where there is no value. */
export const EMPTY = '–'

export interface FormatOptions {
  /** Title of the record that a reference points to. */
  label?: string | undefined
  /** Words for true and false. */
  yesNo?: readonly [string, string]
  /** Decimals that a number is padded to, so that a column aligns at its point. */
  scale?: number
  /** Puts the currency's sign before money; columns say it once in their head instead. */
  withCurrency?: boolean
}

/** A value as people read it: `1,234.50`, `8.25 %`, `2026-03-10`, the title of an option or a referenced record. */
export function formatValue(field: FieldModel, value: unknown, options: FormatOptions = {}): string {
  if (value === null || value === undefined || value === '') return EMPTY
  switch (field.type) {
    case 'decimal':
    case 'integer':
      return formatNumber(field, String(value), options)
    case 'boolean':
      return (options.yesNo ?? ['✓', EMPTY])[value === true ? 0 : 1]
    case 'instant':
      return formatInstant(String(value))
    case 'choice':
      return field.options.find(option => option.value === value)?.title ?? String(value)
    case 'reference':
      return options.label ?? EMPTY
    case 'texts':
      return Array.isArray(value) && value.length > 0 ? value.join(', ') : EMPTY
    case 'lines':
      return Array.isArray(value) ? String(value.length) : EMPTY
    default:
      return String(value)
  }
}

/** Local time, to the minute: `2026-03-10 14:05`. */
export function formatInstant(iso: string): string {
  const at = new Date(iso)
  return Number.isNaN(at.getTime()) ? iso : `${formatDay(at)} ${two(at.getHours())}:${two(at.getMinutes())}`
}

export function formatDay(at: Date): string {
  return `${at.getFullYear()}-${two(at.getMonth() + 1)}-${two(at.getDate())}`
}

/** `¥`, `€`, or the code itself where the currency has no sign of its own. */
export function currencySign(code: string): string {
  const parts = new Intl.NumberFormat('en', { style: 'currency', currency: code, currencyDisplay: 'narrowSymbol' })
  return parts.formatToParts(0).find(part => part.type === 'currency')?.value ?? code
}

function formatNumber(field: FieldModel, text: string, options: FormatOptions): string {
  if (!isDecimalText(text)) return text
  const number = formatDecimal(text, options.scale ?? (field.currency ? (field.scale ?? 2) : 0))
  if (field.percent) return `${number} %`
  return field.currency && options.withCurrency ? `${currencySign(field.currency)} ${number}` : number
}

function two(number: number): string {
  return String(number).padStart(2, '0')
}
