import type { FormatVariant } from './format-variant.ts'

/** How many columns are still legible on a sheet of A4. */
const COLUMNS = { portrait: 10, landscape: 16 } as const
/** A5 is half, A3 double. */
const PAPER = { A3: 1.4, A4: 1, A5: 0.7, LETTER: 1 } as const

/** Printed, with the heading on every page. */
export const pdf: FormatVariant = {
  name: 'pdf',
  own: ['page', 'orientation'],
  needed: [],
  compile({ content, columns, at, findings }) {
    const { page = 'A4', orientation = 'landscape' } = content
    const most = Math.floor(COLUMNS[orientation] * PAPER[page])
    if (columns.length > most) {
      const message = `${columns.length} columns are not legible on ${page} ${orientation}; it takes ${most}. Choose larger paper, or leave columns out.`
      findings.fault(at, { code: 'report.too_many_columns', message })
    }
    return { type: 'pdf', mediaType: 'application/pdf', extension: 'pdf', page, orientation }
  },
}
