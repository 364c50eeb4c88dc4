import type { FieldType } from './entity-model.ts'

/**
 * What a document template may say: the compiler of the kind checks against it, and the renderer enforces it again on the
 * finished HTML. Nothing here can load, link or run anything.
 */

/** Tags, each with the attributes it takes beside `class` and `style`. */
export const DOCUMENT_TAGS: Readonly<Record<string, readonly string[]>> = {
  ...plain('h1 h2 h3 h4 p div span section header footer strong b em i u s small br hr'),
  ...plain('table thead tbody tfoot tr ul ol li'),
  th: ['colspan', 'rowspan', 'width'],
  td: ['colspan', 'rowspan', 'width'],
}

/** Tags without an end tag. */
export const VOID_TAGS: ReadonlySet<string> = new Set(['br', 'hr'])

/** Classes with a look of their own (rendering/document-looks.ts). */
export const DOCUMENT_CLASSES: ReadonlySet<string> = new Set([
  'left',
  'center',
  'right',
  'muted',
  'small',
  'large',
  'strong',
  'nowrap',
  'facts',
  'lines',
  'total',
  'columns',
  'signatures',
  'indent',
  'keep',
  'page-break',
])

const LENGTH = /^\d{1,3}(\.\d{1,2})?(pt|px|mm|%)$/
const COLOUR = /^#([0-9a-f]{3}|[0-9a-f]{6})$/i

/** Style properties with the values they take. */
export const DOCUMENT_STYLES: Readonly<Record<string, RegExp>> = {
  'text-align': /^(left|center|right|justify)$/,
  'font-weight': /^(normal|bold|400|700)$/,
  'font-size': /^\d{1,2}(\.\d{1,2})?(pt|px)$/,
  color: COLOUR,
  'background-color': COLOUR,
  width: LENGTH,
  'margin-top': LENGTH,
  'margin-bottom': LENGTH,
}

export interface FormatterRule {
  /** Types of field it takes. */
  types: readonly FieldType[]
  /** Test of an optional second argument, and what to say when it fails. */
  option?: { accepts(value: unknown): boolean; says: string }
}

const NUMBERS: readonly FieldType[] = ['decimal', 'integer']

/** The helpers an author may call: `{{money amount}}`, `{{date signed_on "long"}}`. */
export const FORMATTERS: Readonly<Record<string, FormatterRule>> = {
  money: { types: NUMBERS },
  decimal: { types: NUMBERS, option: { accepts: isPlaces, says: 'the number of decimals, 0 to 10' } },
  percent: { types: NUMBERS },
  capital_amount: { types: NUMBERS },
  date: { types: ['date', 'instant'], option: { accepts: isDateStyle, says: '"short" or "long"' } },
  label: { types: ['enum', 'reference', 'boolean'] },
}

/** Names that stand for the title of a field; its argument is a field, never a value. */
export const TITLE_HELPER = 'title'

export const BLOCKS: ReadonlySet<string> = new Set(['each', 'if', 'unless', 'with'])

function plain(names: string): Record<string, readonly string[]> {
  return Object.fromEntries(names.split(' ').map(name => [name, []]))
}

function isPlaces(value: unknown): boolean {
  return Number.isInteger(value) && (value as number) >= 0 && (value as number) <= 10
}

function isDateStyle(value: unknown): boolean {
  return value === 'short' || value === 'long'
}
