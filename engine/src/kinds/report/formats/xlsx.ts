import type { ReportColumn } from '../report-model.ts'
import type { FormatVariant } from './format-variant.ts'

/** ECMA-376 workbook with one sheet. */
export const xlsx: FormatVariant = {
  name: 'xlsx',
  own: ['sheet'],
  needed: [],
  compile: ({ content, report, columns }) => ({
    type: 'xlsx',
    mediaType: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
    extension: 'xlsx',
    sheet: content.sheet ?? sheetName(report.title),
    numberFormats: columns.map(numberFormat),
  }),
}

/** Excel refuses these signs, and more than 31 characters. */
const sheetName = (title: string): string => title.replace(/[[\]:*?/\\]/g, ' ').slice(0, 31)

/** ECMA-376 part 1, 18.8.31. Percentages are kept as people write them (13.5), so the sign is only shown. */
function numberFormat({ format, decimals }: ReportColumn): string | null {
  const places = decimals === null || decimals === 0 ? '' : `.${'0'.repeat(decimals)}`
  switch (format) {
    case 'money':
      return `#,##0${places}`
    case 'number':
      return decimals === null ? null : `0${places}`
    case 'percent':
      return `0${places}"%"`
    case 'date':
      return 'yyyy-mm-dd'
    case 'date_time':
      return 'yyyy-mm-dd hh:mm'
    case 'month':
      return 'yyyy-mm'
    default:
      return null
  }
}
