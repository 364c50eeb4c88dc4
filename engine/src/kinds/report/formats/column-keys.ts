import type { ReportColumn } from '../report-model.ts'

/** Names of the columns for programs: the field's own, `customer_name` for one behind a reference. */
export const columnKeys = (columns: readonly ReportColumn[]): string[] =>
  columns.map(({ column }) => column.path.replace('.', '_'))
