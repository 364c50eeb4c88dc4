import type { FormatVariant } from './format-variant.ts'

/** RFC 4180, with the byte order mark that spreadsheet programs need to see UTF-8. */
export const csv: FormatVariant = {
  name: 'csv',
  own: ['separator', 'encoding'],
  needed: [],
  compile: ({ content }) => ({
    type: 'csv',
    mediaType: 'text/csv',
    extension: 'csv',
    separator: content.separator ?? ',',
    encoding: content.encoding ?? 'utf-8-bom',
  }),
}
