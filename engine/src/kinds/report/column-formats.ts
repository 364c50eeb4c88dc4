import type { FieldModel } from '../../metadata/entity-model.ts'
import type { ColumnPath, ColumnType } from '../../query/queryable.ts'
import type { ColumnFormat } from './content.ts'

/** How values of a type may be written; the first is the usual way. */
export const FORMATS_OF: Readonly<Record<ColumnType, readonly ColumnFormat[]>> = {
  text: ['code'],
  texts: ['code'],
  enum: ['label', 'code'],
  reference: ['label', 'code'],
  boolean: ['yes_no', 'code'],
  integer: ['number'],
  decimal: ['number', 'money', 'percent'],
  date: ['date', 'month'],
  instant: ['date_time', 'date', 'month'],
}

/** The usual way of writing a column: money as money, percentages as such. */
export function usualFormat({ type }: ColumnPath, field: FieldModel | undefined): ColumnFormat {
  if (field?.currency !== undefined) return 'money'
  return field?.percent ? 'percent' : FORMATS_OF[type][0]!
}
