import type { SchemaCatalog } from '../schema-catalog.ts'
import type { ColumnRename } from '../schema-rename.ts'
import type { TableShape } from '../table-shape.ts'
import type { BoundedReader } from './bounded-reader.ts'
import type { FieldGroup } from './field-groups.ts'

/** What publishing a set of entities would meet in the rows that are there. Fields of line items are `lines.price`. */
export interface SchemaImpact {
  /** What happens to the tables, in sentences. */
  statements: string[]
  breaks: SchemaBreak[]
  /** Fields that go; their values are kept until they are purged. */
  removed: { entity: string; field: string; rowsWithValue: number }[]
  /** Fields that come; with the values that were kept of a field removed before. */
  added: { entity: string; field: string; rowsWithValue: number }[]
  renamed: { entity: string; from: string; to: string; rows: number }[]
  /** Entities that go; their records are kept until they are purged. */
  removedEntities: { entity: string; rows: number }[]
  /** True when a table was too big to be looked through in time: then `rows` say what was found so far. */
  estimated: boolean
}

export interface SchemaBreak {
  entity: string
  field: string
  problem: BreakProblem
  /** True: publishing is refused as long as there are such rows. False: they are refused when they are next saved. */
  blocks: boolean
  rows: number
  /** Ids of up to 20 records. */
  sample: string[]
  fixUp: FixUp
}

export type BreakProblem =
  | 'null_in_required'
  | 'too_long'
  | 'not_an_option'
  | 'out_of_range'
  | 'too_many_digits'
  | 'not_unique'
  | 'unknown_reference'
  | 'not_a_number'
  | 'not_a_date'
  | 'not_convertible'
  | 'other_type'
  | 'name_taken'

/** What can be done about the rows, or about the definition. */
export type FixUp =
  | { kind: 'set_value'; value: unknown }
  | { kind: 'shorten'; maxLength: number }
  | { kind: 'map_values'; values: { value: string; rows: number }[]; options: string[] }
  | { kind: 'round'; scale: number }
  | { kind: 'correct_rows' }
  | { kind: 'clear_reference' }
  | { kind: 'rename_field'; from: string; to: string }
  | { kind: 'purge_field' }

/** What every part of the dry run looks at. */
export interface ImpactInput {
  reader: BoundedReader
  catalog: SchemaCatalog
  tables: readonly TableShape[]
  renames: readonly ColumnRename[]
  groups: readonly FieldGroup[]
  /** Fields in force, by table; undefined when nobody said. */
  before: ReadonlyMap<string, FieldGroup> | undefined
}
