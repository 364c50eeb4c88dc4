import type { FieldModel } from '../../metadata/entity-model.ts'

/** PostgreSQL's types of the values in the JSON in which rows are sent to a statement. */
export const jsonColumnTypes: Readonly<Record<FieldModel['type'], string>> = {
  text: 'text',
  enum: 'text',
  integer: 'integer',
  decimal: 'numeric',
  boolean: 'boolean',
  date: 'date',
  instant: 'timestamptz',
  reference: 'uuid',
  texts: 'jsonb',
  lines: 'jsonb',
}
