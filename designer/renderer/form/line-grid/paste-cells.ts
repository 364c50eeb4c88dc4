import type { LineColumn } from '../../record/line-columns.ts'
import type { FieldModel } from '../../fields/field-model.ts'
import { numberValue } from '../widgets/number-box.tsx'
import { newRow, type GridRow } from './grid-row.ts'

/** A pasted text that names a record: to be looked up on the server. */
export interface PastedReference {
  rowKey: string
  field: FieldModel
  text: string
}

interface PasteInput {
  rows: readonly GridRow[]
  columns: readonly LineColumn[]
  /** Cell that the clipboard's first cell goes to. */
  at: { row: number; column: number }
  cells: readonly (readonly string[])[]
}

/**
 * Puts cells into the grid from a place on, adding rows where needed. Columns that nobody may write are passed over; a
 * first row that holds column titles says itself which column is which. Empty cells change nothing.
 */
export function pasteCells({ rows, columns, at, cells }: PasteInput): {
  rows: GridRow[]
  references: PastedReference[]
} {
  const byTitle = columnsByTitle(columns, cells[0] ?? [])
  const writable = columns.slice(at.column).filter(column => !column.field.readOnly)
  const targets = byTitle ?? writable
  const values = byTitle ? cells.slice(1) : cells
  const result = [...rows]
  const references: PastedReference[] = []

  values.forEach((line, offset) => {
    const index = at.row + offset
    const row: GridRow = { ...(result[index] ?? newRow()) }
    line.forEach((text, position) => {
      const field = targets[position]?.field
      if (!field || field.readOnly || text === '') return
      if (field.type === 'reference') references.push({ rowKey: row._key, field, text })
      else row[field.name] = cellValue(field, text)
    })
    result[index] = row
  })
  return { rows: result, references }
}

/** A cell's text as a value of its column; what can't be read stays text, so that the check can point at it. */
export function cellValue(field: FieldModel, text: string): unknown {
  switch (field.type) {
    case 'integer':
    case 'decimal':
      return numberValue(field, text)
    case 'date':
      return readDate(text)
    case 'boolean':
      return /^(true|yes|y|1|是|√|✓)$/i.test(text)
    case 'choice':
      return field.options.find(option => option.title === text || option.value === text)?.value ?? text
    default:
      return text
  }
}

function readDate(text: string): string {
  const match = /^(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?$/.exec(text)
  return match ? `${match[1]}-${match[2]!.padStart(2, '0')}-${match[3]!.padStart(2, '0')}` : text
}

function columnsByTitle(columns: readonly LineColumn[], head: readonly string[]): (LineColumn | undefined)[] | null {
  const found = head.map(title => columns.find(column => column.field.title === title))
  return head.length > 0 &&
    found.every((column, index) => column !== undefined || head[index] === '') &&
    found.some(Boolean)
    ? found
    : null
}
