import type { DocumentElement } from './clean-html.ts'
import { columnSpan, columnWidths } from './column-widths.ts'
import { lookOf, tableLayouts, type Look } from './document-looks.ts'

/** What stands in one cell. */
type ContentOf = (cell: DocumentElement) => Look

/** A table of a document; its class chooses the lines: `lines` (the default), `facts`, `columns`, `signatures`. */
export function tableContent(table: DocumentElement, contentOf: ContentOf): Look {
  const layout = Object.keys(tableLayouts).find(name => name !== 'rule' && table.classList.contains(name)) ?? 'lines'
  const rows = [...table.querySelectorAll('tr')]
    .map(row => row as DocumentElement)
    .filter(row => cellsOf(row).length > 0)
  const widths = columnWidths(rows.map(cellsOf), layout)
  return {
    layout,
    table: {
      body: grid(rows, widths.length, contentOf),
      widths,
      headerRows: table.querySelectorAll('thead tr').length,
      keepWithHeaderRows: 1,
      dontBreakRows: true,
    },
  }
}

const cellsOf = (row: DocumentElement): DocumentElement[] => [...row.children] as DocumentElement[]

/** pdfmake wants every place of the grid, also those that a wide or high cell covers, and no more than there are columns. */
function grid(rows: readonly DocumentElement[], columns: number, contentOf: ContentOf): Look[][] {
  const taken = new Map<number, number>()
  return rows.map(row => {
    const line: Look[] = []
    const skipTaken = (): void => {
      for (let left = taken.get(line.length) ?? 0; left > 0; left = taken.get(line.length) ?? 0) {
        taken.set(line.length, left - 1)
        line.push({ text: '' })
      }
    }
    for (const cell of cellsOf(row)) {
      skipTaken()
      const colSpan = Math.min(columnSpan(cell), columns - line.length)
      if (colSpan < 1) break
      const rowSpan = Number(cell.getAttribute('rowspan') ?? 1)
      for (let covered = 0; covered < colSpan; covered++) {
        if (rowSpan > 1) taken.set(line.length, rowSpan - 1)
        line.push(
          covered === 0 ? { ...lookOf(row), ...lookOf(cell), ...contentOf(cell), colSpan, rowSpan } : { text: '' },
        )
      }
    }
    skipTaken()
    while (line.length < columns) line.push({ text: '' })
    return line
  })
}
