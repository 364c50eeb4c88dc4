import type { DocumentElement } from './clean-html.ts'

/**
 * Widths of a table's columns for pdfmake. A width in the first row wins (`<th width="20%">`, or points). Line items
 * share the page as a browser would do it: every column what its content needs, the rest in proportion; the columns of
 * pdfmake itself are equal or as narrow as one Chinese character.
 */
export function columnWidths(rows: readonly DocumentElement[][], layout: string): (string | number)[] {
  const first = rows[0] ?? []
  if (layout !== 'lines' || first.some(cell => cell.getAttribute('width') !== null))
    return first.flatMap(cell => ownWidth(cell, layout))
  return shared(
    needs(
      rows,
      first.reduce((sum, cell) => sum + columnSpan(cell), 0),
    ),
  )
}

/** Columns that a cell covers. */
export const columnSpan = (cell: DocumentElement): number => Number(cell.getAttribute('colspan') ?? 1)

function ownWidth(cell: DocumentElement, layout: string): (string | number)[] {
  const given = cell.getAttribute('width')
  const columns = columnSpan(cell)
  const each = given?.endsWith('%')
    ? `${Number(given.slice(0, -1)) / columns}%`
    : given
      ? Number(given) / columns
      : undefined
  return Array.from({ length: columns }, () => each ?? (layout === 'facts' && cell.localName === 'th' ? 'auto' : '*'))
}

/** In widths of one Chinese character: without a line break, and at least. */
interface Need {
  natural: number
  least: number
}

const LEAST_FOR_TEXT = 6
/** Space between two columns. */
const GAP = 1

function needs(rows: readonly DocumentElement[][], columns: number): Need[] {
  const found = Array.from({ length: columns }, () => ({ natural: 1, least: 1 }))
  for (const cells of rows) {
    // A row with a joined cell, such as a total, would widen one column by what belongs to many.
    if (cells.length !== columns) continue
    cells.forEach((cell, index) => {
      const need = needOf(cell.textContent?.trim() ?? '')
      const column = found[index]!
      column.natural = Math.max(column.natural, need.natural)
      column.least = Math.max(column.least, need.least)
    })
  }
  return found.map(({ natural, least }) => ({ natural: natural + GAP, least: least + GAP }))
}

function needOf(text: string): Need {
  const natural = textWidth(text)
  const words = text.split(/[\s\p{Script=Han}]+/u).map(textWidth)
  return { natural, least: Math.min(natural, Math.max(LEAST_FOR_TEXT, ...words)) }
}

const textWidth = (text: string): number =>
  [...text].reduce((sum, sign) => sum + (sign.codePointAt(0)! > 0x2e7f ? 1 : 0.58), 0)

/** About what fits on an A4 page in the size of line items. */
const PAGE = 58

function shared(columns: readonly Need[]): string[] {
  const natural = columns.reduce((sum, column) => sum + column.natural, 0)
  const least = columns.reduce((sum, column) => sum + column.least, 0)
  const stretch = natural > least ? Math.max(0, Math.min(1, (PAGE - least) / (natural - least))) : 0
  const widths = columns.map(column => column.least + (column.natural - column.least) * stretch)
  const total = widths.reduce((sum, width) => sum + width, 0)
  return widths.map(width => `${((width / total) * 100).toFixed(3)}%`)
}
