import type { ImpactInput, SchemaBreak } from './impact.ts'
import { quoted } from '../statements/identifiers.ts'
import type { TableShape } from '../table-shape.ts'
import type { FieldGroup } from './field-groups.ts'
import { valueAfter } from './field-values.ts'
import { foundBreaks, type Suspicion } from './found-breaks.ts'

/** Rows that keep a new unique constraint or a new foreign key from being made. */
export async function keyBreaks(input: ImpactInput): Promise<SchemaBreak[]> {
  const found: SchemaBreak[] = []
  for (const group of input.groups) {
    const shape = input.tables.find(table => table.name === group.table)!
    found.push(...(await foundBreaks(input, group, [...duplicates(input, shape), ...dangling(input, shape, group)])))
  }
  return found
}

function duplicates(input: ImpactInput, shape: TableShape): Suspicion[] {
  const known = new Set(input.catalog.get(shape.name)?.unique.map(columns => columns.join()))
  return shape.unique
    .filter(columns => !known.has(columns.join()))
    .flatMap(columns => {
      const values = columns.map(column => valueAfter(input, shape.name, column))
      // Rows without a value are never equal.
      if (values.includes(undefined)) return []
      const sql = `t.id in (select x.id from (select t.id, count(*) over (partition by ${values.join(', ')}) as n
        from app.${quoted(shape.name)} t where ${values.map(value => `${value} is not null`).join(' and ')}) x where x.n > 1)`
      const field = columns.join(', ')
      return [
        { field, problem: 'not_unique', blocks: true, condition: { sql, values: [] }, fixUp: { kind: 'correct_rows' } },
      ]
    })
}

function dangling(input: ImpactInput, shape: TableShape, group: FieldGroup): Suspicion[] {
  const known = input.catalog.get(shape.name)?.references
  return shape.columns.flatMap(({ name, references }) => {
    if (!references || known?.get(name)?.table === references.table || !isField(group, name)) return []
    const value = valueAfter(input, shape.name, name)
    if (value === undefined) return []
    // A table that is still to be made has no rows.
    const target = input.catalog.has(references.table)
      ? `app.${quoted(references.table)}`
      : '(select null::uuid as id where false)'
    const sql = `${value} is not null and not exists (select from ${target} r where r.id = ${value})`
    const fixUp = { kind: 'clear_reference' } as const
    return [{ field: name, problem: 'unknown_reference', blocks: true, condition: { sql, values: [] }, fixUp }]
  })
}

const isField = (group: FieldGroup, name: string): boolean => group.fields.some(field => field.name === name)
