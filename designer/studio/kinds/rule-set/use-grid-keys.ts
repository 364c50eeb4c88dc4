import type { DecisionRow } from '@jingwei/engine/model'
import { useTranslation } from 'react-i18next'
import type { ClipboardEvent, KeyboardEvent } from 'react'
import { cellKind, cellText, parseCell } from './cell-text.ts'
import type { GridProps } from './decision-grid.tsx'
import { setCells, type CellChange } from './table-commands.ts'

/** Column 0 is the rule's title; the table's columns follow. */
export const TITLE = 0

export interface Position {
  row: number
  column: number
}

interface KeysInput extends GridProps {
  at: Position | null
  setAt(at: Position): void
  /** Text in the cell's editor; null when no cell is being edited. */
  editing: string | null
  setEditing(text: string | null): void
}

/** Arrows, Home, End, Enter, F2, Tab, Delete and typing as in a spreadsheet; copy and paste as tab-separated text. */
export function useGridKeys(input: KeysInput) {
  const { t } = useTranslation('studio')
  const { table, content, readOnly, at, setAt, editing, setEditing, run } = input
  const last = { row: table.rows.length - 1, column: table.columns.length }

  function onKeyDown(event: KeyboardEvent): void {
    if (!at || editing !== null) return
    const to = moved(event, at, last)
    if (to) {
      event.preventDefault()
      setAt(to)
    } else if (!readOnly) edit(event, at)
  }

  function edit(event: KeyboardEvent, { row, column }: Position): void {
    const typed = event.key.length === 1 && !event.ctrlKey && !event.metaKey && !event.altKey
    if (event.key === 'Enter' || event.key === 'F2') open(event, textAt(row, column))
    else if (event.key === 'Delete' || event.key === 'Backspace') clear(event, row, column)
    else if (typed) open(event, '')
    if (typed) setEditing(event.key)
  }

  function open(event: KeyboardEvent, text: string): void {
    event.preventDefault()
    setEditing(text)
  }

  function clear(event: KeyboardEvent, row: number, column: number): void {
    event.preventDefault()
    const change = { row: table.rows[row]!.key, column: table.columns[column - 1]?.key ?? '', cell: undefined }
    if (column !== TITLE) run(setCells(t('table.clear'), [change]))
  }

  function textAt(row: number, column: number): string {
    const line: DecisionRow = table.rows[row]!
    return column === TITLE ? (line.title ?? line.key) : cellText(line.cells[table.columns[column - 1]!.key])
  }

  function onCopy(event: ClipboardEvent): void {
    if (!at || editing !== null) return
    event.preventDefault()
    event.clipboardData.setData('text/plain', textAt(at.row, at.column))
  }

  function onPaste(event: ClipboardEvent): void {
    if (!at || editing !== null || readOnly) return
    event.preventDefault()
    const lines = event.clipboardData
      .getData('text/plain')
      .replace(/\r?\n$/, '')
      .split(/\r?\n/)
    const changes = lines.flatMap((line, i) =>
      line.split('\t').flatMap((text, j) => pasted(at.row + i, at.column + j, text)),
    )
    run(setCells(t('table.paste'), changes))
  }

  /** Nothing for a place outside of the table or a value of another type: what is pasted beside it still counts. */
  function pasted(row: number, column: number, text: string): CellChange[] {
    const [line, cell] = [table.rows[row], table.columns[column - 1]]
    if (!line || !cell) return []
    const parsed = parseCell(text, cell, cellKind(content, cell))
    return 'invalid' in parsed ? [] : [{ row: line.key, column: cell.key, cell: parsed.cell }]
  }

  return { onKeyDown, onCopy, onPaste }
}

function moved({ key, shiftKey, ctrlKey, metaKey }: KeyboardEvent, at: Position, last: Position): Position | undefined {
  if (ctrlKey || metaKey) return undefined
  const to = (row: number, column: number) =>
    row < 0 || column < 0 || row > last.row || column > last.column ? at : { row, column }
  switch (key) {
    case 'ArrowUp':
      return to(at.row - 1, at.column)
    case 'ArrowDown':
      return to(at.row + 1, at.column)
    case 'ArrowLeft':
      return to(at.row, at.column - 1)
    case 'ArrowRight':
      return to(at.row, at.column + 1)
    case 'Home':
      return { row: at.row, column: 0 }
    case 'End':
      return { row: at.row, column: last.column }
    case 'Tab':
      return tabbed(at, last, shiftKey ? -1 : 1)
    default:
      return undefined
  }
}

/** To the next cell, over the end of the row; past the last cell Tab leaves the grid. */
function tabbed(at: Position, last: Position, by: 1 | -1): Position | undefined {
  const width = last.column + 1
  const place = at.row * width + at.column + by
  if (place < 0 || place > last.row * width + last.column) return undefined
  return { row: Math.floor(place / width), column: place % width }
}
