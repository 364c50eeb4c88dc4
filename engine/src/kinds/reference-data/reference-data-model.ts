/** What reference data compiles to: rows as they are stored, references still by natural key. */
export interface ReferenceDataModel {
  entity: string
  /** Fields of the natural key; the table has a unique constraint on them. */
  key: readonly string[]
  /** In the order of their keys. A field that a row does not have is null. */
  rows: readonly { key: string; values: Readonly<Record<string, RowValue>> }[]
  /** Entities that the rows refer to: theirs are applied before. May name the entity itself. */
  needs: readonly string[]
}

export type RowValue = string | number | boolean | null | readonly string[] | RowReference

/** The row of that natural key. */
export interface RowReference {
  entity: string
  key: string
}

export const isRowReference = (value: RowValue): value is RowReference =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
