import type { FormField } from '../../shell/api/app.ts'
import { significantScale, isDecimalText } from '../fields/decimal-text.ts'
import { isNumeric, type FieldModel } from '../fields/field-model.ts'

export interface LineColumn {
  field: FieldModel
  width: number | undefined
  numeric: boolean
}

export type LineValues = Record<string, unknown>

/** The columns a form names for its lines, or all fields of a line; those hidden from the reader are left out. */
export function lineColumns(lines: FieldModel, layout: FormField): LineColumn[] {
  const wanted: { field: string; width?: number }[] =
    layout.columns ?? lines.fields.map(field => ({ field: field.name }))
  return wanted.flatMap(column => {
    const field = lines.fields.find(candidate => candidate.name === column.field)
    if (!field) return []
    return [{ field, width: column.width, numeric: isNumeric(field) }]
  })
}

/** Decimals that all numbers of a column are padded to, so that they align at the point. */
export function columnScale(field: FieldModel, rows: readonly LineValues[]): number {
  if (field.currency) return field.scale ?? 2
  const texts = rows.map(row => row[field.name]).filter(isDecimalText)
  const scale = Math.max(0, ...texts.map(significantScale))
  // `36.5` beside `12,500.0` looks like a mistake in a column of prices; two decimals don't.
  return scale === 1 && !field.percent ? 2 : scale
}
