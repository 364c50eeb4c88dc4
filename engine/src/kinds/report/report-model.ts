import type { FilterParameter } from '../../query/deferred-value.ts'
import type { FilterNode } from '../../query/filter-node.ts'
import type { Group } from '../../query/parse-group.ts'
import type { Measure } from '../../query/parse-measure.ts'
import type { SortKey } from '../../query/parse-sort.ts'
import type { ColumnPath } from '../../query/queryable.ts'
import type { ColumnFormat } from './content.ts'

/** What a report compiles to: the rows it asks for, and how each format writes them. */
export interface ReportModel {
  name: string
  title: string
  entity: string
  /** Null: everybody who may read the entity. */
  roles: readonly string[] | null
  region: string | null
  parameters: readonly ReportParameter[]
  /** May hold parameters and days; `bindFilter` puts them in. */
  filter: FilterNode | null
  columns: readonly ReportColumn[]
  groups: readonly Group[]
  /** False: groups and totals only. */
  detail: boolean
  /** Inside of the groups. */
  sort: readonly SortKey[]
  writers: readonly ReportWriter[]
}

export interface ReportParameter extends FilterParameter {
  name: string
  title: string
  required: boolean
  /** Entity that is chosen from. */
  target: string | null
}

export interface ReportColumn {
  column: ColumnPath
  title: string
  format: ColumnFormat
  decimals: number | null
  /** ISO 4217. */
  currency: string | null
  /** Characters; null: as wide as its values. */
  width: number | null
  /** Of each group, and of all rows. */
  total: Measure | null
}

/** How one format is written; plain data, so that a worker can have it. */
export type ReportWriter =
  | { type: 'xlsx'; mediaType: string; extension: string; sheet: string; numberFormats: readonly (string | null)[] }
  | { type: 'csv'; mediaType: string; extension: string; separator: string; encoding: string }
  | {
      type: 'xml'
      mediaType: string
      extension: string
      root: string
      row: string
      namespace: string | null
      elements: readonly string[]
    }
  | { type: 'json'; mediaType: string; extension: string; keys: readonly string[] }
  | { type: 'pdf'; mediaType: string; extension: string; page: string; orientation: 'portrait' | 'landscape' }
