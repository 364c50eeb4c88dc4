import type { Statement, Transaction } from '../../../../runtime/context.ts'
import { isStored } from './read-rows.ts'
import type { Column, Table } from './table.ts'

/** What changed in a table. */
export interface Changes<Row> {
  created: readonly Row[]
  changed: readonly Row[]
  removed: readonly string[]
}

/**
 * Writes the changed rows of a table with the commit. One row goes as plain parameters, several as arrays. Several changed
 * ones go by `on conflict`, which always finds the old row by the primary key: an `update … from` a list is planned on a
 * guess of its length, and reads the whole table when the guess is bad.
 */
export function writeRows<Row extends { id: string }, Beside>(
  tx: Transaction,
  table: Table<Row, Beside>,
  { created, changed, removed }: Changes<Row>,
  beside: Beside,
): void {
  const statements = statementsOf(table)
  if (created.length > 0) insertRows(tx, table, created, beside)
  if (changed.length === 1 && table.onChange === undefined) updateOne(tx, table, changed[0]!, beside)
  else if (changed.length > 0) tx.write(statements.upsert, columnArrays(table, changed, beside))
  if (removed.length === 1) tx.write(statements.deleteOne, [removed[0]])
  else if (removed.length > 1) tx.write(statements.deleteMany, [removed])
}

export function insertRows<Row, Beside>(
  tx: Transaction,
  table: Table<Row, Beside>,
  rows: readonly Row[],
  beside: Beside,
): void {
  const { insertOne, insertMany } = statementsOf(table)
  if (rows.length === 1) tx.write(insertOne, valuesOf(table.columns, rows[0]!, beside))
  else if (rows.length > 1) tx.write(insertMany, columnArrays(table, rows, beside))
}

/** What was read and not replaced stays: the database need not read big values again. */
function updateOne<Row extends { id: string }, Beside>(
  tx: Transaction,
  table: Table<Row, Beside>,
  row: Row,
  beside: Beside,
): void {
  const columns = table.columns.filter(
    column => !column.fixed && !(column.type === 'jsonb' && isStored(row[column.field!])),
  )
  tx.write(updateStatement(table, columns), [row.id, ...valuesOf(columns, row, beside)])
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
  insertOne: Statement
  insertMany: Statement
  upsert: Statement
  deleteOne: Statement
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

function build({ name, columns, onChange }: Table<never, never>): TableStatements {
  const short = name.replace('flow.', 'flow-')
  const into = `insert into ${name} (${columns.map(c => c.name).join(', ')})`
  const many = `${into} select * from unnest(${columns.map((c, i) => `$${i + 1}::${c.type}[]`).join(', ')})`
  const replaced = columns.filter(c => !c.fixed).map(c => `${c.name} = excluded.${c.name}`)
  const assignments = [...replaced, ...(onChange === undefined ? [] : [onChange])].join(', ')
  return {
    insertOne: { name: `${short}-insert`, text: `${into} values (${columns.map((_, i) => `$${i + 1}`).join(', ')})` },
    insertMany: { name: `${short}-insert-many`, text: many },
    upsert: { name: `${short}-replace`, text: `${many} on conflict (id) do update set ${assignments}` },
    deleteOne: { name: `${short}-delete`, text: `delete from ${name} where id = $1` },
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
