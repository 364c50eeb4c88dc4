import { pointerTo } from '../../../metadata/json-pointer.ts'
import type { Group } from '../../../query/parse-group.ts'
import { CHARTS } from './charts.ts'
import { groupedSort } from './grouped-sort.ts'
import type { CompilingWidget, WidgetVariant } from './widget-variant.ts'

/** A measure drawn over the values of a field. */
export const chart: WidgetVariant = {
  name: 'chart',
  own: ['chart', 'measure', 'group_by', 'sort', 'limit'],
  needed: ['chart', 'measure', 'group_by'],
  size: { width: 6, height: 3 },
  compile(widget) {
    const { content, at, findings, rows, filter, period } = widget
    const measure = content.measure && rows.measure(content.measure, pointerTo(at, 'measure'))
    const groups = content.group_by?.map((group, i) => rows.group(group, pointerTo(at, 'group_by', i))) ?? []
    const names = { groups: content.group_by ?? [], measures: ['value'] }
    const sort = groupedSort(content.sort ?? [], names, { at: pointerTo(at, 'sort'), findings })
    const [axis, series] = groups
    if (!axis || !measure || content.chart === undefined) return undefined
    checkShape(widget, axis)
    const limit = content.limit ?? 50
    return { type: 'chart', chart: content.chart, filter, period, axis, series: series ?? null, measure, sort, limit }
  },
}

function checkShape({ content, at, findings }: CompilingWidget, axis: Group): void {
  const { groups, overTime } = CHARTS[content.chart!]
  if (content.group_by!.length > groups) {
    const message = `A ${content.chart} chart is grouped by at most ${groups} ${groups === 1 ? 'field' : 'fields'}.`
    findings.fault(pointerTo(at, 'group_by', groups), { code: 'dashboard.too_many_groups', message })
  }
  if (!overTime || axis.by !== null || axis.column.type === 'integer' || axis.column.type === 'date') return
  const message = `A line joins values that follow each other: group by a date or a number, not by "${axis.column.path}".`
  findings.fault(pointerTo(at, 'group_by', 0), { code: 'dashboard.line_axis', message })
}
