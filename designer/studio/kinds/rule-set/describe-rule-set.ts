import type { DecisionRow, RuleSetContent } from '@jingwei/engine/model'
import type { Words } from '../../core/room.ts'
import { cellText, columnTitle } from './cell-text.ts'
import { tableOf } from './table-of.ts'

/** What publishing `after` over `before` changes, in words. Empty when the change can't be told as one of a table. */
export function describeRuleSet(before: string, after: string, t: Words): string[] {
  const [old, now] = [tableOf(before), tableOf(after)]
  if (!old || !now) return []
  const oldRows = new Map(old.table.rows.map(row => [row.key, row]))
  const nowKeys = new Set(now.table.rows.map(row => row.key))
  const removed = old.table.rows.filter(row => !nowKeys.has(row.key)).map(row => t('rowRemoved', { row: nameOf(row) }))
  const changed = now.table.rows.flatMap(row => {
    const earlier = oldRows.get(row.key)
    return earlier ? describeRow(earlier, row, now.content, t) : [t('rowAdded', { row: nameOf(row) })]
  })
  return [...removed, ...changed, ...moved(old.table.rows, now.table.rows, t)]
}

function describeRow(before: DecisionRow, after: DecisionRow, content: RuleSetContent, t: Words): string[] {
  const renamed =
    before.title === after.title ? [] : [t('rowRenamed', { before: nameOf(before), after: nameOf(after) })]
  const cells = (content.columns ?? []).flatMap(column => {
    const [from, to] = [cellText(before.cells[column.key]), cellText(after.cells[column.key])]
    if (from === to) return []
    return [
      t('cell', { row: nameOf(after), column: columnTitle(content, column), before: from || '–', after: to || '–' }),
    ]
  })
  return [...renamed, ...cells]
}

/** Rows whose neighbours among the rows of both tables stand in another order. */
function moved(before: readonly DecisionRow[], after: readonly DecisionRow[], t: Words): string[] {
  const both = new Set(before.map(row => row.key).filter(key => after.some(row => row.key === key)))
  const old = before.filter(row => both.has(row.key))
  const now = after.filter(row => both.has(row.key))
  const first = now.find((row, i) => row.key !== old[i]?.key)
  return first ? [t('rowMoved', { row: nameOf(first) })] : []
}

const nameOf = (row: DecisionRow): string => row.title ?? row.key
