import type { Findings } from '../../../metadata/findings.ts'
import type { RowQuery } from '../../../metadata/row-query.ts'
import type { VariantKeys } from '../../../metadata/variant-keys.ts'
import type { FilterNode } from '../../../query/filter-node.ts'
import type { WidgetContent } from '../content.ts'
import type { WidgetPeriod, WidgetQuery } from '../dashboard-model.ts'

/** One type of widget: what it may say, how it is laid out by itself, and the query that fills it. */
export interface WidgetVariant extends VariantKeys {
  name: WidgetContent['type']
  size: { width: number; height: number }
  /** Undefined when it has faults. */
  compile(widget: CompilingWidget): WidgetQuery | undefined
}

export interface CompilingWidget {
  content: WidgetContent
  /** Pointer of the widget. */
  at: string
  findings: Findings
  rows: RowQuery
  filter: FilterNode | null
  period: WidgetPeriod | null
}
