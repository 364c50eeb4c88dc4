import type { WidgetContent } from '../content.ts'

interface ChartShape {
  /** How many fields it can be grouped by. */
  groups: number
  /** The axis must have an order of its own. */
  overTime: boolean
}

export const CHARTS: Readonly<Record<NonNullable<WidgetContent['chart']>, ChartShape>> = {
  bar: { groups: 2, overTime: false },
  line: { groups: 2, overTime: true },
  pie: { groups: 1, overTime: false },
}
