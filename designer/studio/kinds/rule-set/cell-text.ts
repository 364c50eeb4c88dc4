import {
  factType,
  readLiteral,
  type Cell,
  type ColumnContent,
  type RuleSetContent,
  type ValueSchema,
} from '@jingwei/engine/model'

/** What a cell shows and takes: the JSON value as an analyst writes it. */
export interface CellKind {
  schema: ValueSchema
  /** Number-like: right-aligned. */
  numeric: boolean
  /** Fixed choices, with their titles. */
  options?: { value: string; title: string }[]
}

export function cellKind(content: RuleSetContent, column: ColumnContent): CellKind {
  const schema =
    column.side === 'input' ? content.inputs.properties[column.fact] : content.outputs.properties[column.output]
  const known: ValueSchema = schema ?? { type: 'string' }
  const numeric = known.type === 'integer' || known.format === 'decimal'
  const options = optionsOf(known)
  return { schema: known, numeric, ...(options ? { options } : {}) }
}

function optionsOf(schema: ValueSchema): { value: string; title: string }[] | undefined {
  if (schema.type === 'boolean')
    return [
      { value: 'true', title: '✓' },
      { value: 'false', title: '✗' },
    ]
  return schema.oneOf?.map(option => ({ value: option.const, title: option.title ?? option.const }))
}

/** The text of a cell; empty for "any" and for no result. */
export function cellText(cell: Cell | undefined): string {
  if (cell === undefined || cell === null) return ''
  if (Array.isArray(cell)) return cell.map(String).join(', ')
  if (typeof cell === 'object') return `=${cell.fact}`
  return String(cell)
}

/** A number with thousands separators, for reading; anything else as it is. */
export const grouped = (text: string): string =>
  /^-?\d+(\.\d+)?$/.test(text) ? text.replace(/^-?\d+/, whole => whole.replace(/\B(?=(\d{3})+$)/g, ',')) : text

/** The value that a text stands for; `invalid` when it is none of the column's type. Empty text clears the cell. */
export function parseCell(
  text: string,
  column: ColumnContent,
  kind: CellKind,
): { cell: Cell | undefined } | { invalid: true } {
  const trimmed = text.trim()
  if (trimmed === '' || trimmed === '–') return { cell: undefined }
  if (column.side === 'output' && trimmed.startsWith('=')) return { cell: trimmed }
  if (column.side === 'input' && (column.operator === 'in' || column.operator === 'notIn'))
    return parseList(trimmed, kind)
  const value = parseScalar(trimmed, kind)
  return value === undefined ? { invalid: true } : { cell: value }
}

function parseList(text: string, kind: CellKind): { cell: Cell } | { invalid: true } {
  const values = text.split(/[,，、]/).map(part => parseScalar(part.trim(), kind))
  if (values.some(value => value === undefined)) return { invalid: true }
  return { cell: values as Cell }
}

function parseScalar(text: string, { schema, options }: CellKind): string | number | boolean | undefined {
  const written = options?.find(option => option.title === text)?.value ?? text
  const value =
    schema.type === 'integer'
      ? integer(written)
      : schema.type === 'boolean'
        ? boolean(written)
        : decimalOrText(written, schema)
  return value !== undefined && readLiteral(factType(schema), value) !== undefined ? value : undefined
}

const integer = (text: string): number | undefined =>
  /^-?\d{1,15}$/.test(plainNumber(text)) ? Number(plainNumber(text)) : undefined
const boolean = (text: string): boolean | undefined => (text === 'true' ? true : text === 'false' ? false : undefined)
const decimalOrText = (text: string, schema: ValueSchema): string =>
  schema.format === 'decimal' ? plainNumber(text) : text

/** "1,250.00" and "12 %" as people paste them. */
const plainNumber = (text: string): string => text.replace(/[,\s]|%$/g, '').replace(/^\+/, '')

const SIGNS: Record<string, string> = {
  equal: '=',
  notEqual: '≠',
  lessThan: '<',
  lessThanInclusive: '≤',
  greaterThan: '>',
  greaterThanInclusive: '≥',
  in: '∈',
  notIn: '∉',
  contains: '∋',
  doesNotContain: '∌',
}

/** `≤` in front of an input's values; nothing for outputs. */
export const signOf = (column: ColumnContent): string =>
  column.side === 'input' ? (SIGNS[column.operator] ?? column.operator) : ''

export function columnTitle(content: RuleSetContent, column: ColumnContent): string {
  if (column.title) return column.title
  return cellKind(content, column).schema.title ?? (column.side === 'input' ? column.fact : column.output)
}
