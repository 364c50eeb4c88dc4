import type { Period } from '../../query/parse-group.ts'
import type { Aggregate } from '../../query/parse-measure.ts'

/** The content of a `.dashboard.json`, after the schema check. */
export interface DashboardContent {
  $kind: 'dashboard'
  name: string
  title: string
  description?: string
  roles?: string[]
  widgets: WidgetContent[]
}

/** One widget; which of the optional keys it has depends on its type. */
export interface WidgetContent {
  key: string
  title: string
  description?: string
  type: 'kpi' | 'chart' | 'table' | 'list'
  chart?: 'bar' | 'line' | 'pie'
  entity: string
  filter?: Record<string, unknown>
  period?: { field: string; span: Period; count?: number }
  measure?: MeasureContent
  measures?: (MeasureContent & { key: string; title: string })[]
  group_by?: GroupContent[]
  compare_to?: 'previous_period' | 'previous_year'
  target?: { value: string; good?: 'at_least' | 'at_most' }
  columns?: { field: string; title?: string }[]
  sort?: string[]
  limit?: number
  page?: string
  roles?: string[]
  width?: number
  height?: number
}

export interface MeasureContent {
  aggregate: Aggregate
  field?: string
}

export interface GroupContent {
  field: string
  by?: Period
}
