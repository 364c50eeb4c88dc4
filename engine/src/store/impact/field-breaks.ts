import type { FieldModel } from '../../metadata/entity-model.ts'
import type { FixUp, ImpactInput, SchemaBreak } from './impact.ts'
import { quoted } from '../statements/identifiers.ts'
import type { FieldGroup } from './field-groups.ts'
import { fieldRules } from './field-rules.ts'
import { valueAfter } from './field-values.ts'
import { foundBreaks, type Suspicion } from './found-breaks.ts'

/** Rows that the engine would refuse when they are next saved: rules of fields that are new or stricter. */
export async function fieldBreaks(input: ImpactInput): Promise<SchemaBreak[]> {
  const found: SchemaBreak[] = []
  for (const group of input.groups) {
    const suspicions = group.fields.flatMap(field => suspicionsOf(input, group, field))
    for (const each of await foundBreaks(input, group, suspicions)) found.push(await withValues(input, group, each))
  }
  return found
}

function suspicionsOf(input: ImpactInput, group: FieldGroup, field: FieldModel): Suspicion[] {
  const fields = input.before?.get(group.table)?.fields
  const earlier =
    fields?.find(each => each.name === field.name) ?? fields?.find(each => each.name === field.renamedFrom)
  const value = valueAfter(input, group.table, field.name) ?? 'null'
  const known = new Set(earlier ? fieldRules(earlier, value).map(rule => rule.key) : [])
  return fieldRules(field, value)
    .filter(rule => !known.has(rule.key) && (value !== 'null' || rule.problem === 'null_in_required'))
    .map(({ problem, condition, fixUp }) => ({ field: field.name, problem, blocks: false, condition, fixUp }))
}

/** For values that are no options any more: which ones there are. */
async function withValues(input: ImpactInput, group: FieldGroup, found: SchemaBreak): Promise<SchemaBreak> {
  const { fixUp } = found
  if (fixUp.kind !== 'map_values') return found
  const value = valueAfter(input, group.table, found.field.slice(group.prefix.length))!
  const rows = await input.reader.read<{ value: string; rows: number }>(
    `select ${value}::text as value, count(*)::float8 as rows from app.${quoted(group.table)} t
     where ${value} is not null and not (${value}::text = any($1::text[])) group by 1 order by 2 desc, 1 limit 20`,
    [fixUp.options],
  )
  return { ...found, fixUp: { ...fixUp, values: rows ?? [] } satisfies FixUp }
}
