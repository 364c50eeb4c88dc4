import { pointerTo } from '../../../metadata/json-pointer.ts'
import type { WidgetVariant } from './widget-variant.ts'

/** The first rows of a list. */
export const list: WidgetVariant = {
  name: 'list',
  own: ['columns', 'sort', 'limit'],
  needed: ['columns'],
  size: { width: 6, height: 3 },
  compile({ content, at, rows, filter, period }) {
    const columns = (content.columns ?? []).flatMap(({ field, title }, i) => {
      const column = rows.column(field, pointerTo(at, 'columns', i, 'field'))
      return column ? [{ column, title: title ?? null }] : []
    })
    const sort = rows.sort(content.sort ?? [], pointerTo(at, 'sort'))
    return { type: 'list', filter, period, columns, sort, limit: content.limit ?? 10 }
  },
}
