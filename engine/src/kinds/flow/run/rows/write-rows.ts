import type { Statement } from '../../../../runtime/context.ts'
import { isStored } from './read-rows.ts'
import type { Column, Table } from './table.ts'

/** One statement that changes rows, with its parameters. */
export interface Write {
  statement: Statement
  values: readonly unknown[]
}

/** What changed in a table. */
export interface Changes<Row> {
  created: readonly Row[]
  changed: readonly Row[]
  removed: readonly string[]
}

/**
 * Collects what writes the changed rows of a table. A few rows go as plain parameters, many as arrays. Several changed
 * ones go by `on conflict`, which always finds the old row by the primary key: an `update … from` a list is planned on a
 * guess of its length, and reads the whole table when the guess is bad.
 */
export function writeRows<Row extends { id: string }, Beside>(
  writes: Write[],
  table: Table<Row, Beside>,
  { created, changed, removed }: Changes<Row>,
  beside: Beside,
): void {
  const statements = statementsOf(table)
  if (created.length > 0) insertRows(writes, table, created, beside)
  if (changed.length === 1 && table.onChange === undefined) updateOne(writes, table, changed[0]!, beside)
  else if (changed.length > 0)
    writes.push({ statement: statements.upsert, values: columnArrays(table, changed, beside) })
  if (removed.length === 0) return
  const few = statements.deleteFew[removed.length - 1]
  writes.push(
    few === undefined ? { statement: statements.deleteMany, values: [removed] } : { statement: few, values: removed },
  )
}

export function insertRows<Row, Beside>(
  writes: Write[],
  table: Table<Row, Beside>,
  rows: readonly Row[],
  beside: Beside,
): void {
  if (rows.length === 0) return
  const { insertFew, insertMany } = statementsOf(table)
  const few = insertFew[rows.length - 1]
  writes.push(
    few === undefined
      ? { statement: insertMany, values: columnArrays(table, rows, beside) }
      : { statement: few, values: rows.flatMap(row => valuesOf(table.columns, row, beside)) },
  )
}

/** What was read and not replaced stays: the database need not read big values again. */
function updateOne<Row extends { id: string }, Beside>(
  writes: Write[],
  table: Table<Row, Beside>,
  row: Row,
  beside: Beside,
): void {
  const columns = table.columns.filter(
    column => !column.fixed && !(column.type === 'jsonb' && isStored(row[column.field!])),
  )
  writes.push({ statement: updateStatement(table, columns), values: [row.id, ...valuesOf(columns, row, beside)] })
}

const valuesOf = <Row, Beside>(columns: readonly Column<Row, Beside>[], row: Row, beside: Beside): unknown[] =>
  columns.map(column => valueOf(column, row, beside))

function valueOf<Row, Beside>({ field, type, write }: Column<Row, Beside>, row: Row, beside: Beside): unknown {
  const value = field === null ? write!(row, beside) : row[field]
  return type !== 'jsonb' || value === null || value === undefined ? (value ?? null) : JSON.stringify(value)
}

const columnArrays = <Row, Beside>(table: Table<Row, Beside>, rows: readonly Row[], beside: Beside): unknown[][] =>
  table.columns.map(column => rows.map(row => valueOf(column, row, beside)))

interface TableStatements {
  /** For one row, two, three …: cheaper than arrays while there are few. */
  insertFew: readonly Statement[]
  insertMany: Statement
  upsert: Statement
  deleteFew: readonly Statement[]
  deleteMany: Statement
  /** By the columns that are written. */
  updates: Map<string, Statement>
}

const known = new WeakMap<object, TableStatements>()

function statementsOf<Row, Beside>(table: Table<Row, Beside>): TableStatements {
  let statements = known.get(table)
  if (statements === undefined) known.set(table, (statements = build(table as Table<never, never>)))
  return statements
}

/** A command rarely writes more rows of one table. */
const FEW = 8

const parameters = (columns: readonly unknown[], row: number): string =>
  columns.map((_, i) => `$${row * columns.length + i + 1}`).join(', ')

function build({ name, columns, onChange }: Table<never, never>): TableStatements {
  const short = name.replace('flow.', 'flow-')
  const into = `insert into ${name} (${columns.map(c => c.name).join(', ')})`
  const many = `${into} select * from unnest(${columns.map((c, i) => `$${i + 1}::${c.type}[]`).join(', ')})`
  const replaced = columns.filter(c => !c.fixed).map(c => `${c.name} = excluded.${c.name}`)
  const assignments = [...replaced, ...(onChange === undefined ? [] : [onChange])].join(', ')
  return {
    insertFew: Array.from({ length: FEW }, (_, i) => ({
      name: `${short}-insert-${i + 1}`,
      text: `${into} values ${Array.from({ length: i + 1 }, (__, row) => `(${parameters(columns, row)})`).join(', ')}`,
    })),
    insertMany: { name: `${short}-insert-many`, text: many },
    upsert: { name: `${short}-replace`, text: `${many} on conflict (id) do update set ${assignments}` },
    deleteFew: Array.from({ length: FEW }, (_, i) => ({
      name: `${short}-delete-${i + 1}`,
      text: `delete from ${name} where id in (${Array.from({ length: i + 1 }, (__, n) => `$${n + 1}`).join(', ')})`,
    })),
    deleteMany: { name: `${short}-delete-many`, text: `delete from ${name} where id = any ($1::uuid[])` },
    updates: new Map(),
  }
}

function updateStatement<Row, Beside>(table: Table<Row, Beside>, columns: readonly Column<Row, Beside>[]): Statement {
  const { updates } = statementsOf(table)
  const key = columns.map(column => column.name).join()
  let statement = updates.get(key)
  if (statement === undefined) {
    const set = columns.map(({ name }, i) => `${name} = $${i + 2}`).join(', ')
    const name = `${table.name.replace('flow.', 'flow-')}-update-${updates.size}`
    updates.set(key, (statement = { name, text: `update ${table.name} set ${set} where id = $1` }))
  }
  return statement
}
