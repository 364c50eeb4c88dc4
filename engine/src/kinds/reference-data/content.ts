/** The head and the rows of a `.jsonl`, rows by natural key. */
export interface ReferenceDataContent {
  $kind: 'reference-data'
  /** Name of the entity. */
  name: string
  title: string
  description?: string
  /** Fields that make a row the same row in every pack. */
  key: string[]
  /** Null: a pack above takes the row away. */
  rows: Record<string, Row | null>
}

export type Row = Readonly<Record<string, unknown>>
