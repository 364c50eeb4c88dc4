import type { Instance } from '../../state.ts'
import { instances } from './tables.ts'
import type { Table } from './table.ts'

/** A row as the database gives it: the values of its columns, in their order, as JSON. */
export type RawRow = readonly unknown[]

/** SQL that gives a row as RawRow. */
export const rawRow = <Row>(table: Table<Row, never>, alias: string): string => {
  const columns = table.columns.filter(column => column.field !== null)
  const values = columns.map(({ name, read }) => read?.(alias) ?? `${alias}.${name}`)
  return `json_build_array(${[...values, ...(beside(table) ?? []).map(name => `${alias}.${name}`)].join(', ')})`
}

const SUBJECT = ['subject_entity', 'subject_id']
const beside = (table: unknown): string[] | undefined => (table === instances ? SUBJECT : undefined)

/** Reads rows of a table. */
export function rowReader<Row>(table: Table<Row, never>): (raw: RawRow) => Row {
  const columns = table.columns.filter(column => column.field !== null)
  const fields = columns.map(column => column.field as string)
  const isInstant = columns.map(column => column.type === 'timestamptz')
  const isObject = columns.map(column => column.type === 'jsonb')
  return raw => {
    const row: Record<string, unknown> = {}
    for (let i = 0; i < fields.length; i++) {
      const value = raw[i]
      row[fields[i]!] = isInstant[i] ? instant(value as string | null) : value
      if (isObject[i] && typeof value === 'object' && value !== null) stored.add(value)
    }
    return row as Row
  }
}

const readInstance = rowReader(instances)

export function instanceOf(raw: RawRow): Instance {
  const [entity, id] = raw.slice(-2) as [string | null, string | null]
  return Object.assign(readInstance(raw), { subject: id === null ? null : { entity: entity!, id } })
}

/** The database writes instants in its own form; ours is that of `Date.toISOString`. */
const instant = (text: string | null): string | null => (text === null ? null : new Date(text).toISOString())

const stored = new WeakSet<object>()

/** The value is in the database as it is here. */
export const noteStored = (value: object): void => void stored.add(value)

/** The value is just as it was read: rows never change their values, they get new ones. */
export const isStored = (value: unknown): boolean => typeof value === 'object' && value !== null && stored.has(value)
