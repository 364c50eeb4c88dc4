import { unsafeRetypes, type UnsafeRetype } from '../schema-retypes.ts'
import type { ImpactInput, SchemaBreak } from './impact.ts'
import { quoted } from '../statements/identifiers.ts'
import { foundBreaks } from './found-breaks.ts'

/** Fields with a type that their column can't be changed to. They block, also when no row has a value yet. */
export async function retypeBreaks(input: ImpactInput): Promise<SchemaBreak[]> {
  const retypes = unsafeRetypes(input.tables, input.catalog, input.renames)
  const found: SchemaBreak[] = []
  for (const retype of retypes) found.push(await breakOf(input, retype))
  return found
}

async function breakOf(input: ImpactInput, { table, column, from, to }: UnsafeRetype): Promise<SchemaBreak> {
  const group = input.groups.find(each => each.table === table)!
  const rename = input.renames.find(each => each.table === table && each.target === column)
  const sql = `t.${quoted(rename?.source ?? column)} is not null`
  const suspicion = {
    field: column,
    problem: 'other_type',
    blocks: true,
    condition: { sql, values: [] },
    fixUp: { kind: 'rename_field', from, to },
  } as const
  const [found] = await foundBreaks(input, group, [suspicion])
  const { condition: _, ...rest } = suspicion
  return found ?? { entity: group.entity, ...rest, field: group.prefix + column, rows: 0, sample: [] }
}
