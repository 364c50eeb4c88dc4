export type SqlType = 'uuid' | 'text' | 'integer' | 'bigint' | 'boolean' | 'timestamptz' | 'jsonb'

/** A column, and the field of the row in memory that it holds; what `write` gives where no field holds it. */
export interface Column<Row, Beside> {
  name: string
  type: SqlType
  field: keyof Row | null
  /** It never changes once the row is made. */
  fixed: boolean
  /** SQL that reads it of the row `alias`, where that is not the column itself. */
  read?(alias: string): string
  write?(row: Row, beside: Beside): unknown
}

/** A table of the schema `flow`, as reading and writing know it. `Beside`: what a row in memory does not know itself. */
export interface Table<Row, Beside = unknown> {
  name: string
  columns: readonly Column<Row, Beside>[]
  /** Further assignments of an update; `excluded` is the new row. */
  onChange?: string
}

/** A column that is written when the row is made, and never again. */
export const fixed = <Row>(
  name: string,
  type: SqlType,
  field: keyof Row,
  read?: (alias: string) => string,
): Column<Row, never> => ({ name, type, field, fixed: true, ...(read && { read }) })

export const open = <Row>(name: string, type: SqlType, field: keyof Row): Column<Row, never> => ({
  name,
  type,
  field,
  fixed: false,
})

/** A column that no field holds. */
export const given = <Row, Beside>(
  name: string,
  type: SqlType,
  write: (row: Row, beside: Beside) => unknown,
): Column<Row, Beside> => ({ name, type, field: null, fixed: true, write })
