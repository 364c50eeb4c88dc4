import type { Period } from '../../query/parse-group.ts'
import type { Aggregate } from '../../query/parse-measure.ts'

/** The content of a `.report.json`, after the schema check. */
export interface ReportContent {
  $kind: 'report'
  name: string
  title: string
  description?: string
  entity: string
  roles?: string[]
  region?: string
  parameters?: { type: 'object'; required?: string[]; properties: Record<string, ParameterSchema> }
  filter?: Record<string, unknown>
  columns: ColumnContent[]
  group_by?: { field: string; by?: Period }[]
  detail?: boolean
  sort?: string[]
  formats: FormatContent[]
}

export interface ParameterSchema {
  type: 'string' | 'integer' | 'boolean' | 'array'
  format?: 'decimal' | 'date' | 'date-time' | 'uuid'
  title: string
  description?: string
  'x-ref'?: string
  items?: { type: 'string' }
  oneOf?: { const: string; title: string }[]
}

export type ColumnFormat = 'label' | 'code' | 'number' | 'money' | 'percent' | 'date' | 'date_time' | 'month' | 'yes_no'

export interface ColumnContent {
  field: string
  title?: string
  format?: ColumnFormat
  decimals?: number
  width?: number
  total?: Aggregate
}

/** One format; which of the optional keys it has depends on its type. */
export interface FormatContent {
  type: 'xlsx' | 'csv' | 'xml' | 'json' | 'pdf'
  sheet?: string
  separator?: ',' | ';' | '\t'
  encoding?: 'utf-8' | 'utf-8-bom' | 'gb18030'
  root?: string
  row?: string
  namespace?: string
  page?: 'A3' | 'A4' | 'A5' | 'LETTER'
  orientation?: 'portrait' | 'landscape'
}
