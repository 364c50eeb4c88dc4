import { quoted, table } from './identifiers.ts'
import type { Column, Predicate } from './predicate.ts'
import type { Parameters } from './sql-text.ts'

const SQL_TYPE: Readonly<Record<Column['type'], string>> = {
  text: 'text',
  enum: 'text',
  integer: 'bigint',
  decimal: 'numeric',
  boolean: 'boolean',
  date: 'date',
  instant: 'timestamptz',
  reference: 'uuid',
  texts: 'text',
}

const OPERATOR = { eq: '=', lt: '<', lte: '<=', gt: '>', gte: '>=' } as const

/**
 * A WHERE term over the table with alias `alias`. Values go into `parameters`, never into the text.
 *
 * SQL's third truth value can't leak: without NOT, a NULL comparison under AND and OR chooses the same rows as false
 * does, and NOT is written `is not true`, which takes NULL for false.
 */
export function predicateSql(predicate: Predicate, alias: string, parameters: Parameters): string {
  switch (predicate.op) {
    case 'all':
      return joined(predicate.of, ' and ', 'true', alias, parameters)
    case 'any':
      return joined(predicate.of, ' or ', 'false', alias, parameters)
    case 'not':
      return `(${predicateSql(predicate.of, alias, parameters)}) is not true`
    default:
      return columnSql(predicate, operand(predicate.column, alias), parameters)
  }
}

function joined(of: readonly Predicate[], glue: string, empty: string, alias: string, parameters: Parameters): string {
  if (of.length === 0) return empty
  return `(${of.map(p => predicateSql(p, alias, parameters)).join(glue)})`
}

/** The SQL of a column; over a reference a scalar subselect, so that a list stays one scan of its own index. */
export function operand(column: Column, alias: string): string {
  if (column.via === undefined) return `${alias}.${quoted(column.name)}`
  const { reference, entity } = column.via
  return `(select v.${quoted(column.name)} from ${table(entity)} v where v.id = ${alias}.${quoted(reference)})`
}

function columnSql(predicate: Extract<Predicate, { column: Column }>, x: string, parameters: Parameters): string {
  const { type } = predicate.column
  if (type === 'texts') return textsSql(predicate, x, parameters)
  const sqlType = SQL_TYPE[type]
  switch (predicate.op) {
    case 'missing':
      return `${x} is null`
    case 'present':
      return `${x} is not null`
    case 'ne':
      return `${x} is distinct from ${parameters.add(predicate.value, sqlType)}`
    case 'in':
      return `${x} = any(${parameters.add(predicate.values, `${sqlType}[]`)})`
    case 'nin':
      return `(${x} is null or ${x} <> all(${parameters.add(predicate.values, `${sqlType}[]`)}))`
    case 'contains':
      return `${x} ilike ${parameters.add(`%${escapeLike(predicate.text)}%`, 'text')}`
    case 'eq':
      return `${x} = ${parameters.add(predicate.value, sqlType)}`
    default: {
      // Byte order, so that the database and the engine agree whatever the database's language is.
      const order = sqlType === 'text' ? ' collate "C"' : ''
      return `${x}${order} ${OPERATOR[predicate.op]} ${parameters.add(predicate.value, sqlType)}`
    }
  }
}

/** Sets of texts are jsonb arrays; `eq` means that the set has the text. */
function textsSql(predicate: Extract<Predicate, { column: Column }>, x: string, parameters: Parameters): string {
  switch (predicate.op) {
    case 'missing':
      return `${x} is null`
    case 'present':
      return `${x} is not null`
    case 'eq':
      return `jsonb_exists(${x}, ${parameters.add(predicate.value, 'text')})`
    case 'contains':
      return `jsonb_exists(${x}, ${parameters.add(predicate.text, 'text')})`
    case 'ne':
      return `jsonb_exists(${x}, ${parameters.add(predicate.value, 'text')}) is not true`
    case 'in':
      return `jsonb_exists_any(${x}, ${parameters.add(predicate.values, 'text[]')})`
    case 'nin':
      return `jsonb_exists_any(${x}, ${parameters.add(predicate.values, 'text[]')}) is not true`
    default:
      return 'false'
  }
}

/** Makes `%`, `_` and `\` ordinary characters of a LIKE pattern. */
export const escapeLike = (text: string): string => text.replace(/[\\%_]/g, c => `\\${c}`)
