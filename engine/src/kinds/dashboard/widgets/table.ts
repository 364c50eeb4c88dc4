import { pointerTo } from '../../../metadata/json-pointer.ts'
import { groupedSort } from './grouped-sort.ts'
import type { WidgetVariant } from './widget-variant.ts'

/** Measures side by side, one row for each group. */
export const table: WidgetVariant = {
  name: 'table',
  own: ['group_by', 'measures', 'sort', 'limit'],
  needed: ['group_by', 'measures'],
  size: { width: 6, height: 3 },
  compile({ content, at, findings, rows, filter, period }) {
    const { group_by: groupBy = [], measures: contents = [], limit = 50 } = content
    findings.uniqueKeys(contents, { at: pointerTo(at, 'measures'), code: 'dashboard.duplicate_key' })
    const groups = groupBy.map((group, i) => rows.group(group, pointerTo(at, 'group_by', i)))
    const measures = contents.map(({ key, title, ...each }, i) => ({
      key,
      title,
      measure: rows.measure(each, pointerTo(at, 'measures', i)),
    }))
    const names = { groups: groupBy, measures: contents.map(each => each.key) }
    const sort = groupedSort(content.sort ?? [], names, { at: pointerTo(at, 'sort'), findings })
    return {
      type: 'table',
      filter,
      period,
      groups: groups.flatMap(group => group ?? []),
      measures: measures.flatMap(({ measure, ...each }) => (measure ? [{ ...each, measure }] : [])),
      sort,
      limit,
    }
  },
}
