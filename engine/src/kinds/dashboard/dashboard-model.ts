import type { FilterNode } from '../../query/filter-node.ts'
import type { Group, Period } from '../../query/parse-group.ts'
import type { Measure } from '../../query/parse-measure.ts'
import type { SortKey } from '../../query/parse-sort.ts'
import type { ColumnPath } from '../../query/queryable.ts'
import type { WidgetContent } from './content.ts'

/** What a dashboard compiles to: widgets with the queries that fill them. */
export interface DashboardModel {
  name: string
  title: string
  /** Null: everybody. */
  roles: readonly string[] | null
  widgets: readonly Widget[]
}

export interface Widget {
  key: string
  title: string
  type: WidgetContent['type']
  entity: string
  roles: readonly string[] | null
  /** Page that a click opens, a list of the same entity. */
  page: string | null
  /** Columns of twelve, and rows. */
  width: number
  height: number
  query: WidgetQuery
}

/** Rows of the reader's, counted or shown. Filters may hold days that `bindFilter` puts in. */
export type WidgetQuery = NumberQuery | ChartQuery | TableQuery | ListQuery

interface RowChoice {
  filter: FilterNode | null
  period: WidgetPeriod | null
}

export interface WidgetPeriod {
  column: ColumnPath
  span: Period
  /** Spans up to and with the present one. */
  count: number
}

export interface NumberQuery extends RowChoice {
  type: 'kpi'
  measure: Measure
  /** Asked a second time for the period that the number is compared with. */
  compareTo: 'previous_period' | 'previous_year' | null
  target: { value: string; good: 'at_least' | 'at_most' } | null
}

export interface ChartQuery extends RowChoice {
  type: 'chart'
  chart: 'bar' | 'line' | 'pie'
  axis: Group
  /** One line or colour for each value. */
  series: Group | null
  measure: Measure
  sort: readonly GroupedSort[]
  limit: number
}

export interface TableQuery extends RowChoice {
  type: 'table'
  groups: readonly Group[]
  measures: readonly { key: string; title: string; measure: Measure }[]
  sort: readonly GroupedSort[]
  limit: number
}

export interface ListQuery extends RowChoice {
  type: 'list'
  columns: readonly { column: ColumnPath; title: string | null }[]
  sort: readonly SortKey[]
  limit: number
}

/** Order of grouped rows: by the n-th grouping, or by the n-th measure. */
export interface GroupedSort {
  by: { group: number } | { measure: number }
  descending: boolean
}
