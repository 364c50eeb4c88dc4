/**
 * What the filter language knows of an entity. `EntityModel` has this shape; it is said again here because the layers
 * below the metadata can't import it.
 */
export interface Queryable {
  name: string
  byName: Readonly<Record<string, QueryableField>>
}

export interface QueryableField {
  name: string
  /** As references name it, `entity/contract#amount`; system columns have none. */
  address?: string
  type: string
  /** Entity that a reference points to. */
  target?: string
  options?: readonly { value: string }[]
}

/** Types of columns that rows can be chosen or sorted by. */
export type ColumnType =
  'text' | 'integer' | 'decimal' | 'boolean' | 'date' | 'instant' | 'enum' | 'reference' | 'texts'

/** A column of the record itself, or of the record that `via` refers to. */
export interface ColumnPath {
  /** As it was written: `status`, `customer.region`. */
  path: string
  column: string
  type: ColumnType
  via?: { reference: string; entity: string }
  /** Values of an enum. */
  values?: readonly string[]
}

/** Columns that every record has. */
export const SYSTEM_COLUMNS: Readonly<Record<string, QueryableField>> = {
  id: { name: 'id', type: 'reference' },
  version: { name: 'version', type: 'integer' },
  created_at: { name: 'created_at', type: 'instant' },
  created_by: { name: 'created_by', type: 'reference', target: 'person' },
  updated_at: { name: 'updated_at', type: 'instant' },
  updated_by: { name: 'updated_by', type: 'reference', target: 'person' },
}

/** The other entities, by name; `undefined` for unknown ones. */
export type QueryableLookup = (entity: string) => Queryable | undefined

/**
 * Resolves `field` or `reference.field`. `unknown` is the part that is not known and `known` what could stand there.
 * Line items are no columns.
 */
export function columnPath(
  path: string,
  model: Queryable,
  modelOf: QueryableLookup,
): { column: ColumnPath } | { unknown: string; known: string[] } {
  const [first = '', second, ...rest] = path.split('.')
  const field = fieldOf(model, first)
  if (!field || rest.length > 0) return { unknown: path, known: namesOf(model) }
  if (second === undefined) return { column: { path, ...describe(field) } }
  const target = field.target === undefined ? undefined : modelOf(field.target)
  const deep = target && fieldOf(target, second)
  if (!target || !deep)
    return { unknown: path, known: target ? namesOf(target).map(name => `${first}.${name}`) : namesOf(model) }
  return { column: { path, ...describe(deep), via: { reference: first, entity: target.name } } }
}

function fieldOf(model: Queryable, name: string): QueryableField | undefined {
  const own = Object.hasOwn(model.byName, name) ? model.byName[name] : undefined
  const field = own ?? (Object.hasOwn(SYSTEM_COLUMNS, name) ? SYSTEM_COLUMNS[name] : undefined)
  return field?.type === 'lines' ? undefined : field
}

const namesOf = (model: Queryable): string[] => [
  ...Object.values(model.byName).flatMap(field => (field.type === 'lines' ? [] : [field.name])),
  ...Object.keys(SYSTEM_COLUMNS),
]

const describe = (field: QueryableField): Omit<ColumnPath, 'path'> => ({
  column: field.name,
  type: field.type as ColumnType,
  ...(field.options ? { values: field.options.map(option => option.value) } : {}),
})
