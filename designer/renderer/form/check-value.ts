import { compareDecimals, isDecimalText, scaleOf } from '../fields/decimal-text.ts'
import type { FieldModel } from '../fields/field-model.ts'

/** What is wrong with a value: a key below `check.` in the texts, and what the sentence names. */
export interface ValueFault {
  key:
    | 'required'
    | 'tooLong'
    | 'number'
    | 'integer'
    | 'scale'
    | 'precision'
    | 'atLeast'
    | 'atMost'
    | 'moreThan'
    | 'lessThan'
    | 'date'
    | 'minItems'
    | 'maxItems'
  limit?: string
}

export interface PlacedFault extends ValueFault {
  path: (string | number)[]
}

/** True for what counts as "not filled in". */
export function isBlank(value: unknown): boolean {
  return value === undefined || value === null || value === '' || (Array.isArray(value) && value.length === 0)
}

/**
 * Checks what the browser can check at once; the server checks all of it again. Read-only fields are the server's.
 * `required` is the field's own or the form's condition.
 */
export function checkField(field: FieldModel, value: unknown, required: boolean): PlacedFault[] {
  if (field.readOnly) return []
  if (isBlank(value)) {
    return required || (field.type === 'lines' && (field.minItems ?? 0) > 0) ? [{ key: 'required', path: [] }] : []
  }
  if (field.type === 'lines') return checkLines(field, value as Record<string, unknown>[])
  const fault = checkScalar(field, value)
  return fault ? [{ ...fault, path: [] }] : []
}

function checkLines(field: FieldModel, rows: readonly Record<string, unknown>[]): PlacedFault[] {
  const faults: PlacedFault[] = rows.flatMap((row, index) =>
    field.fields.flatMap(column =>
      checkField(column, row[column.name], column.required).map(fault => ({
        ...fault,
        path: [index, column.name, ...fault.path],
      })),
    ),
  )
  if (field.minItems !== undefined && rows.length < field.minItems)
    faults.push({ key: 'minItems', limit: String(field.minItems), path: [] })
  if (field.maxItems !== undefined && rows.length > field.maxItems)
    faults.push({ key: 'maxItems', limit: String(field.maxItems), path: [] })
  return faults
}

function checkScalar(field: FieldModel, value: unknown): ValueFault | null {
  switch (field.type) {
    case 'decimal':
    case 'integer':
      return checkNumber(field, String(value))
    case 'date':
      return isDate(String(value)) ? null : { key: 'date' }
    case 'text':
      return field.maxLength !== undefined && [...String(value)].length > field.maxLength
        ? { key: 'tooLong', limit: String(field.maxLength) }
        : null
    default:
      return null
  }
}

function checkNumber(field: FieldModel, text: string): ValueFault | null {
  if (!isDecimalText(text)) return { key: field.type === 'integer' ? 'integer' : 'number' }
  if (field.type === 'integer' && text.includes('.')) return { key: 'integer' }
  if (field.scale !== undefined && scaleOf(text) > field.scale) return { key: 'scale', limit: String(field.scale) }
  const wholeDigits = text.replace('-', '').split('.')[0]!.length
  const wholeLimit = (field.precision ?? 18) - (field.scale ?? 0)
  if (wholeDigits > wholeLimit) return { key: 'precision', limit: String(wholeLimit) }
  return checkBounds(field, text)
}

function checkBounds(field: FieldModel, text: string): ValueFault | null {
  const { minimum, maximum, exclusiveMinimum, exclusiveMaximum } = field
  if (minimum !== undefined && compareDecimals(text, minimum) < 0) return { key: 'atLeast', limit: minimum }
  if (maximum !== undefined && compareDecimals(text, maximum) > 0) return { key: 'atMost', limit: maximum }
  if (exclusiveMinimum !== undefined && compareDecimals(text, exclusiveMinimum) <= 0)
    return { key: 'moreThan', limit: exclusiveMinimum }
  if (exclusiveMaximum !== undefined && compareDecimals(text, exclusiveMaximum) >= 0)
    return { key: 'lessThan', limit: exclusiveMaximum }
  return null
}

function isDate(text: string): boolean {
  const match = /^(\d{4})-(\d{2})-(\d{2})$/.exec(text)
  if (!match) return false
  const [year, month, day] = match.slice(1).map(Number) as [number, number, number]
  const date = new Date(Date.UTC(year, month - 1, day))
  return date.getUTCMonth() === month - 1 && date.getUTCDate() === day
}
