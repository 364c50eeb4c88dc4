import { pointerTo } from '../../../metadata/json-pointer.ts'
import type { WidgetVariant } from './widget-variant.ts'

/** One number, with what it was before and what it should be. */
export const kpi: WidgetVariant = {
  name: 'kpi',
  own: ['measure', 'compare_to', 'target'],
  needed: ['measure'],
  size: { width: 3, height: 1 },
  compile({ content, at, findings, rows, filter, period }) {
    const measure = content.measure && rows.measure(content.measure, pointerTo(at, 'measure'))
    if (content.compare_to !== undefined && period === null && content.period === undefined) {
      findings.fault(pointerTo(at, 'compare_to'), {
        code: 'dashboard.no_period',
        message: 'A number is compared with that of another period. Add "period".',
      })
    }
    if (!measure) return undefined
    if (content.target && measure.type !== 'integer' && measure.type !== 'decimal') {
      const message = `A ${measure.type} has no target; the measure must be a number.`
      findings.fault(pointerTo(at, 'target'), { code: 'dashboard.target', message })
    }
    const target = content.target ? { value: content.target.value, good: content.target.good ?? 'at_least' } : null
    return { type: 'kpi', filter, period, measure, compareTo: content.compare_to ?? null, target }
  },
}
