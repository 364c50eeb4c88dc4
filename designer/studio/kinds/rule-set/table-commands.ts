import {
  decisionTable,
  withDecisionTable,
  type Cell,
  type DecisionRow,
  type DecisionTable,
  type RuleSetContent,
} from '@jingwei/engine/model'
import type { Command } from '../../core/command-stack.ts'

type TableCommand = Command<RuleSetContent>

/** Several cells at once: a paste, a cleared range. */
export interface CellChange {
  row: string
  column: string
  cell: Cell | undefined
}

export function setCells(name: string, changes: readonly CellChange[]): TableCommand {
  return onTable(name, table => {
    const rows = table.rows.map(row =>
      withCells(
        row,
        changes.filter(change => change.row === row.key),
      ),
    )
    return rows.every((row, i) => row === table.rows[i]) ? table : { ...table, rows }
  })
}

export function renameRow(name: string, key: string, title: string): TableCommand {
  return onRows(name, rows => rows.map(row => (row.key === key && row.title !== title ? { ...row, title } : row)))
}

/** A new row below `after` (or first), empty or as a copy. */
export function addRow(name: string, after: string | undefined, copyOf?: string): TableCommand {
  return onRows(name, rows => {
    const original = rows.find(row => row.key === copyOf)
    const row: DecisionRow = { ...(original ?? { cells: {} }), key: freeKey(rows) }
    const at = after === undefined ? 0 : rows.findIndex(each => each.key === after) + 1
    return rows.toSpliced(at, 0, row)
  })
}

export function removeRow(name: string, key: string): TableCommand {
  return onRows(name, rows => rows.filter(row => row.key !== key))
}

/** By one place up (-1) or down (1); order is the order of evaluation. */
export function moveRow(name: string, key: string, by: -1 | 1): TableCommand {
  return onRows(name, rows => {
    const from = rows.findIndex(row => row.key === key)
    const to = from + by
    if (from < 0 || to < 0 || to >= rows.length) return rows
    return rows.toSpliced(from, 1).toSpliced(to, 0, rows[from]!)
  })
}

const onRows = (name: string, change: (rows: DecisionRow[]) => DecisionRow[]): TableCommand =>
  onTable(name, table => {
    const rows = change(table.rows)
    return rows === table.rows ? table : { ...table, rows }
  })

function onTable(name: string, change: (table: DecisionTable) => DecisionTable): TableCommand {
  return {
    name,
    execute: content => {
      const { table } = decisionTable(content)
      if (!table) return content
      const changed = change(table)
      return changed === table ? content : withDecisionTable(content, changed)
    },
  }
}

function withCells(row: DecisionRow, changes: readonly CellChange[]): DecisionRow {
  const effective = changes.filter(({ column, cell }) => !sameCell(row.cells[column], cell))
  if (effective.length === 0) return row
  const cells = { ...row.cells }
  for (const { column, cell } of effective) {
    if (cell === undefined) delete cells[column]
    else cells[column] = cell
  }
  return { ...row, cells }
}

const sameCell = (a: Cell | undefined, b: Cell | undefined): boolean => JSON.stringify(a) === JSON.stringify(b)

/** Keys are kept for life, so a new row gets one that was never in this table. */
function freeKey(rows: readonly DecisionRow[]): string {
  const taken = new Set(rows.map(row => row.key))
  for (let n = rows.length + 1; ; n++) if (!taken.has(`r${n}`)) return `r${n}`
}
