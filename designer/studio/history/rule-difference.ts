import type { DecisionRow } from '@jingwei/engine/model'
import { cellText, columnTitle, grouped, signOf } from '../kinds/rule-set/cell-text.ts'
import { tableOf } from '../kinds/rule-set/table-of.ts'

export interface RuleDifference {
  columns: { key: string; title: string; sign: string }[]
  rows: RuleRow[]
}

export interface RuleRow {
  key: string
  title: string
  mark: 'same' | 'added' | 'removed' | 'changed' | 'moved'
  /** In the order of the columns; `before` is absent where nothing changed. */
  cells: { text: string; before?: string }[]
}

/** Two versions of a decision table as one, with what each row was; undefined when one can't be shown as a table. */
export function ruleDifference(before: string | null, after: string | null): RuleDifference | undefined {
  const [old, now] = [tableFrom(before), tableFrom(after)]
  const shown = now ?? old
  if (shown === undefined || (before !== null && !old) || (after !== null && !now)) return undefined
  const { content } = shown
  const columns = (content.columns ?? []).map(column => ({
    key: column.key,
    title: columnTitle(content, column),
    sign: signOf(column),
  }))
  const oldRows = old?.table.rows ?? []
  const nowRows = now?.table.rows ?? []
  const earlier = new Map(oldRows.map(row => [row.key, row]))
  const moved = movedKeys(oldRows, nowRows)
  const kept = nowRows.map(row => rowOf(row, { columns, earlier: earlier.get(row.key), moved: moved.has(row.key) }))
  return { columns, rows: withRemoved(kept, oldRows, columns) }
}

const tableFrom = (text: string | null) => (text === null ? undefined : tableOf(text))

interface RowContext {
  columns: RuleDifference['columns']
  earlier: DecisionRow | undefined
  moved: boolean
}

function rowOf(row: DecisionRow, { columns, earlier, moved }: RowContext): RuleRow {
  const cells = columns.map(({ key }) => {
    const [was, is] = [textIn(earlier, key), textIn(row, key)]
    return earlier === undefined || was === is ? { text: is } : { text: is, before: was }
  })
  const changed = cells.some(cell => cell.before !== undefined) || (earlier && nameOf(earlier) !== nameOf(row))
  const mark = earlier === undefined ? 'added' : changed ? 'changed' : moved ? 'moved' : 'same'
  return { key: row.key, title: nameOf(row), mark, cells }
}

/** Rows that went stand where they stood: behind the row that was before them. */
function withRemoved(kept: RuleRow[], oldRows: readonly DecisionRow[], columns: RuleDifference['columns']): RuleRow[] {
  const rows = [...kept]
  oldRows.forEach((row, i) => {
    if (rows.some(each => each.key === row.key)) return
    const behind = rows.findIndex(each => each.key === oldRows[i - 1]?.key)
    const cells = columns.map(({ key }) => ({ text: textIn(row, key) }))
    rows.splice(behind + 1, 0, { key: row.key, title: nameOf(row), mark: 'removed', cells })
  })
  return rows
}

/** Keys of the rows that stand behind another one of those both tables have. */
function movedKeys(before: readonly DecisionRow[], after: readonly DecisionRow[]): Set<string> {
  const both = (rows: readonly DecisionRow[], others: readonly DecisionRow[]): string[] =>
    rows.map(row => row.key).filter(key => others.some(other => other.key === key))
  const [old, now] = [both(before, after), both(after, before)]
  return new Set(now.filter((key, i) => (now[i - 1] ?? null) !== (old[old.indexOf(key) - 1] ?? null)))
}

const textIn = (row: DecisionRow | undefined, column: string): string => grouped(cellText(row?.cells[column]))

const nameOf = (row: DecisionRow): string => row.title ?? row.key
