import { hiddenColumns } from '../schema-catalog.ts'
import type { ImpactInput, SchemaImpact } from './impact.ts'
import { quoted } from '../statements/identifiers.ts'
import type { FieldGroup } from './field-groups.ts'

type Lists = Pick<SchemaImpact, 'removed' | 'added' | 'renamed' | 'removedEntities'>

/** Fields in force that go. Without knowing what is in force: all columns that no field has. */
export async function removedFields(input: ImpactInput): Promise<Lists['removed']> {
  const { catalog, tables, before, renames } = input
  const columns = await inTurn(input.groups, async group => {
    const table = catalog.get(group.table)
    if (!table) return []
    const renamed = renames.filter(each => each.table === group.table).map(each => each.source)
    const hidden = hiddenColumns(
      table,
      tables.find(each => each.name === group.table)!,
    )
    const inForce = before && new Set(before.get(group.table)?.fields.map(field => field.name))
    const gone = hidden.filter(name => !renamed.includes(name) && (inForce?.has(name) ?? true))
    return counted(input, group, gone)
  })
  return [...columns, ...(await removedLines(input))]
}

/** Line items whose record stays. */
async function removedLines(input: ImpactInput): Promise<Lists['removed']> {
  return inTurn(goneGroups(input), async ({ entity, table, prefix, record }) => {
    if (record === 'id' || !input.groups.some(each => each.entity === entity)) return []
    return [{ entity, field: prefix.slice(0, -1), rowsWithValue: await rowsOf(input, table) }]
  })
}

export async function addedFields(input: ImpactInput): Promise<Lists['added']> {
  const { catalog, before, renames } = input
  return inTurn(input.groups, async group => {
    const table = catalog.get(group.table)
    const renamed = renames.filter(each => each.table === group.table).map(each => each.target)
    const inForce = before ? new Set(before.get(group.table)?.fields.map(field => field.name)) : table?.columns
    const names = group.fields.map(field => field.name).filter(name => !inForce?.has(name) && !renamed.includes(name))
    const kept = names.filter(name => table?.columns.has(name))
    const fresh = names.filter(name => !table?.columns.has(name))
    const added = fresh.map(name => ({ entity: group.entity, field: group.prefix + name, rowsWithValue: 0 }))
    return [...(await counted(input, group, kept)), ...added]
  })
}

export async function renamedFields(input: ImpactInput): Promise<Lists['renamed']> {
  return inTurn(input.renames, async ({ table, source, target }) => {
    const group = input.groups.find(each => each.table === table)!
    const [found] = await counted(input, group, [source])
    return [{ entity: group.entity, from: found!.field, to: group.prefix + target, rows: found!.rowsWithValue }]
  })
}

/** Entities in force that go. Without knowing what is in force: none; orphanedTables lists them. */
export async function removedEntities(input: ImpactInput): Promise<Lists['removedEntities']> {
  return inTurn(goneGroups(input), async ({ entity, table, record }) => {
    if (record === 'parent' || input.groups.some(each => each.entity === entity)) return []
    return [{ entity, rows: await rowsOf(input, table) }]
  })
}

const goneGroups = ({ before, groups, catalog }: ImpactInput): FieldGroup[] =>
  [...(before?.values() ?? [])].filter(
    gone => catalog.has(gone.table) && !groups.some(group => group.table === gone.table),
  )

async function rowsOf({ reader }: ImpactInput, table: string): Promise<number> {
  const [rows] = await reader.count(`app.${quoted(table)}`, [{ sql: 'true', values: [] }])
  return rows!
}

async function counted(
  { reader }: ImpactInput,
  group: FieldGroup,
  columns: readonly string[],
): Promise<Lists['removed']> {
  const conditions = columns.map(column => ({ sql: `t.${quoted(column)} is not null`, values: [] }))
  const counts = await reader.count(`app.${quoted(group.table)}`, conditions)
  return columns.map((column, i) => ({ entity: group.entity, field: group.prefix + column, rowsWithValue: counts[i]! }))
}

/** They all read over one connection. */
async function inTurn<From, To>(list: readonly From[], each: (from: From) => Promise<To[]>): Promise<To[]> {
  const all: To[] = []
  for (const from of list) all.push(...(await each(from)))
  return all
}
