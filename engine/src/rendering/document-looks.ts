import type { CustomTableLayout } from 'pdfmake/interfaces.js'
import type { DocumentElement } from './clean-html.ts'

/** Properties of pdfmake that say how something looks. Nested content inherits all but margins and breaks. */
export type Look = Record<string, unknown>

const INK = '#1f2329'
const MUTED = '#646a73'
const HAIRLINE = '#c9cdd4'
const HEAD_FILL = '#f5f6f7'

/** Sizes are points; the font's own line is 1.45 of its size, so the factor is small. Quiet enough for a contract, dense enough for forty line items. */
export const documentDefaults = { font: 'document', fontSize: 10, lineHeight: 1.1, color: INK }

const TAG_LOOKS: Readonly<Record<string, Look>> = {
  h1: { fontSize: 18, bold: true, margin: [0, 0, 0, 14] },
  h2: { headlineLevel: 2, fontSize: 11.5, bold: true, margin: [0, 12, 0, 5] },
  h3: { headlineLevel: 3, fontSize: 10.5, bold: true, margin: [0, 8, 0, 4] },
  h4: { headlineLevel: 4, bold: true, margin: [0, 6, 0, 3] },
  p: { margin: [0, 0, 0, 4] },
  ul: { margin: [8, 0, 0, 6] },
  ol: { margin: [8, 0, 0, 6] },
  table: { margin: [0, 2, 0, 8] },
  th: { bold: true, alignment: 'left' },
  b: { bold: true },
  strong: { bold: true },
  u: { decoration: 'underline' },
  s: { decoration: 'lineThrough' },
  small: { fontSize: 8.5 },
}

const CLASS_LOOKS: Readonly<Record<string, Look>> = {
  left: { alignment: 'left' },
  center: { alignment: 'center' },
  right: { alignment: 'right' },
  muted: { color: MUTED },
  small: { fontSize: 8.5 },
  large: { fontSize: 13 },
  strong: { bold: true },
  nowrap: { noWrap: true },
  total: { bold: true },
  lines: { fontSize: 8.5, lineHeight: 1 },
  facts: { fontSize: 9.5, lineHeight: 1 },
  indent: { leadingIndent: 20 },
  signatures: { margin: [0, 16, 0, 0], lineHeight: 1.4 },
  keep: { unbreakable: true },
  'page-break': { pageBreak: 'before' },
}

const STYLE_LOOKS: Readonly<Record<string, (value: string) => Look>> = {
  'text-align': value => ({ alignment: value }),
  'font-weight': value => ({ bold: value === 'bold' || value === '700' }),
  'font-size': value => ({ fontSize: points(value) }),
  color: value => ({ color: value }),
  'background-color': value => ({ fillColor: value, background: value }),
  'margin-top': value => ({ marginTop: points(value) }),
  'margin-bottom': value => ({ marginBottom: points(value) }),
}

/** The look of one element by its tag, then its classes, then its style. */
export function lookOf(element: DocumentElement): Look {
  const classes = [...element.classList].map(name => CLASS_LOOKS[name] ?? {})
  const styles = (element.getAttribute('style') ?? '').split(';').map(declaration => {
    const [property = '', value = ''] = declaration.split(':').map(text => text.trim().toLowerCase())
    return STYLE_LOOKS[property]?.(value) ?? {}
  })
  return Object.assign({}, TAG_LOOKS[element.localName], ...classes, ...styles) as Look
}

/** CSS length in points; a percentage has no meaning here and is no distance. */
function points(length: string): number {
  const value = Number.parseFloat(length)
  if (length.endsWith('px')) return value * 0.75
  if (length.endsWith('mm')) return value * 2.8346
  return length.endsWith('%') ? 0 : value
}

/** Lines and paddings of tables, by class; `rule` is <hr>. */
export const tableLayouts: Record<string, CustomTableLayout> = {
  lines: {
    hLineWidth: (index, node) => (isEdge(index, node.table) ? 0.8 : 0.4),
    vLineWidth: () => 0,
    hLineColor: (index, node) => (isEdge(index, node.table) ? INK : HAIRLINE),
    fillColor: (row, node) => (row < (node.table.headerRows ?? 0) ? HEAD_FILL : null),
    ...padding(4, 4),
  },
  facts: {
    hLineWidth: () => 0.4,
    vLineWidth: () => 0.4,
    hLineColor: () => HAIRLINE,
    vLineColor: () => HAIRLINE,
    ...padding(6, 3),
  },
  columns: { hLineWidth: () => 0, vLineWidth: () => 0, ...padding(0, 2), paddingRight: () => 18 },
  signatures: { hLineWidth: () => 0, vLineWidth: () => 0, ...padding(0, 6), paddingRight: () => 18 },
  rule: {
    hLineWidth: index => (index === 0 ? 0.4 : 0),
    vLineWidth: () => 0,
    hLineColor: () => HAIRLINE,
    ...padding(0, 0),
  },
}

const isEdge = (index: number, table: { body: unknown[]; headerRows?: number | undefined }): boolean =>
  index === 0 || index === table.body.length || index === table.headerRows

function padding(across: number, down: number): CustomTableLayout {
  return { paddingLeft: () => across, paddingRight: () => across, paddingTop: () => down, paddingBottom: () => down }
}
