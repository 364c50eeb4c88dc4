import type { KeyboardEvent } from 'react'

/**
 * Moves the focus between cells as in a spreadsheet; to be called in the capture phase. `onLastRow` is asked for a new row when Enter leaves the last one.
 */
export function moveInGrid(event: KeyboardEvent<HTMLElement>, onLastRow: () => void): void {
  const target = event.target as HTMLElement
  const cell = target.closest<HTMLElement>('[data-cell]')
  if (!cell || event.nativeEvent.isComposing || event.ctrlKey || event.metaKey || event.altKey) return
  // An open list of a picker has the keys.
  if (target.getAttribute('aria-expanded') === 'true') return
  const [row, column] = cell.dataset.cell!.split('.').map(Number) as [number, number]
  const grid = event.currentTarget
  const go = (toRow: number, toColumn: number) => {
    if (!focusCell(grid, toRow, toColumn)) return false
    event.preventDefault()
    // A closed picker would open at these keys.
    event.stopPropagation()
    return true
  }
  switch (event.key) {
    case 'ArrowUp':
      if (target.tagName !== 'SELECT') go(row - 1, column)
      break
    case 'ArrowDown':
      if (target.tagName !== 'SELECT') go(row + 1, column)
      break
    case 'ArrowLeft':
      if (caretAt(target, 'start')) go(row, previousColumn(grid, row, column))
      break
    case 'ArrowRight':
      if (caretAt(target, 'end')) go(row, nextColumn(grid, row, column))
      break
    case 'Enter':
      // In an empty picker Enter opens its list.
      if (target.tagName === 'BUTTON' || target.closest('[data-empty="true"]')) break
      event.preventDefault()
      event.stopPropagation()
      if (!go(row + 1, column)) onLastRow()
  }
}

/** Focuses a cell's control and selects its text, so that typing replaces it. False when there is no such cell. */
export function focusCell(grid: HTMLElement, row: number, column: number): boolean {
  const control = controlOf(grid, row, column)
  if (!control) return false
  control.focus()
  if (control instanceof HTMLInputElement && control.type === 'text') control.select()
  return true
}

function controlOf(grid: HTMLElement, row: number, column: number): HTMLElement | null {
  return grid.querySelector<HTMLElement>(`[data-cell="${row}.${column}"] :is(input, select, button)`)
}

function nextColumn(grid: HTMLElement, row: number, column: number): number {
  for (let next = column + 1; next < column + 30; next++) if (controlOf(grid, row, next)) return next
  return column
}

function previousColumn(grid: HTMLElement, row: number, column: number): number {
  for (let next = column - 1; next >= 0; next--) if (controlOf(grid, row, next)) return next
  return column
}

/** Left and right leave a cell only from the edge of its text, or when all of it is selected. */
function caretAt(target: HTMLElement, edge: 'start' | 'end'): boolean {
  if (!(target instanceof HTMLInputElement) || target.type !== 'text') return target.tagName !== 'SELECT'
  const { selectionStart, selectionEnd, value } = target
  const all = selectionStart === 0 && selectionEnd === value.length
  return all || (edge === 'start' ? selectionEnd === 0 : selectionStart === value.length)
}
