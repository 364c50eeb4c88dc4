import { chart } from './chart.ts'
import { kpi } from './kpi.ts'
import { list } from './list.ts'
import { table } from './table.ts'
import type { WidgetVariant } from './widget-variant.ts'

/** All types of widgets. A new one is a file here, a line in this list and a value of `type` in schema.json. */
export const widgetVariants: readonly WidgetVariant[] = [kpi, chart, table, list]
