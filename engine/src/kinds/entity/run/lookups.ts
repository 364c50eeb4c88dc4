import { roundHalfUp } from '../../../base/decimal.ts'
import type { EntityModel, FieldModel } from '../../../metadata/entity-model.ts'
import type { RunContext } from '../../../runtime/context.ts'
import { lookupValues, type LookupSource } from '../../../store/statements/lookup-values.ts'
import { linesOf, type AmbientValues, type RecordData } from '../compute.ts'
import { lookupNeeds, type LookupNeed, type Values } from './lookup-needs.ts'

/** Lookups may feed each other (a looked-up reference is followed); a definition with more steps than this is wrong. */
const MAX_ROUNDS = 5

/**
 * The record with its looked-up values copied in, for itself and its lines. A value is fetched when what it is matched
 * by differs from `before`, or when it was empty. One statement per source and round, however many lines there are.
 */
export async function withLookups(
  ctx: RunContext,
  model: EntityModel,
  { draft, before }: { draft: RecordData; before: RecordData | null },
  ambient: AmbientValues,
): Promise<RecordData> {
  const record = copied(model, draft)
  const asked = new Map<Values, Set<string>>()
  for (let round = 0; round < MAX_ROUNDS; round++) {
    const needs = lookupNeeds(model, { record, before }, ambient).filter(need => isNew(asked, need))
    if (needs.length === 0) break
    for (const group of Map.groupBy(needs, need => JSON.stringify(sourceOf(ctx, need))).values())
      await fetchGroup(ctx, group)
  }
  return record
}

/** A copy that may be written to, as deep as lookups go. */
function copied(model: EntityModel, draft: RecordData): Values {
  const record: Values = { ...draft }
  for (const field of model.fields)
    if (field.type === 'lines') record[field.name] = linesOf(draft, field).map(line => ({ ...line }))
  return record
}

/** Each question once: one without an answer would be asked in every round. */
function isNew(asked: Map<Values, Set<string>>, { target, field, key }: LookupNeed): boolean {
  const ofTarget = asked.get(target) ?? new Set()
  asked.set(target, ofTarget)
  const question = JSON.stringify([field.name, key])
  if (ofTarget.has(question)) return false
  ofTarget.add(question)
  return true
}

async function fetchGroup(ctx: RunContext, needs: readonly LookupNeed[]): Promise<void> {
  const answerable = needs.filter(need => need.key.every(part => part !== null))
  for (const need of needs) need.target[need.field.name] = null
  if (answerable.length === 0) return
  const columns = [...new Set(answerable.map(need => need.lookup.field))]
  const source = sourceOf(ctx, answerable[0]!)
  const { statement, values } = lookupValues(
    source,
    columns,
    answerable.map(need => need.key),
  )
  const rows = await ctx.tx.query(statement, values)
  answerable.forEach((need, n) => (need.target[need.field.name] = adopted(need.field, rows[n]?.[need.lookup.field])))
}

function sourceOf(ctx: RunContext, { lookup, siblings }: LookupNeed): LookupSource {
  if (lookup.by === 'reference') {
    const target = siblings.find(field => field.name === lookup.reference)!.target!
    return { entity: target, where: [{ column: 'id', type: 'uuid' }] }
  }
  const { entity, lines, where } = lookup
  const model = ctx.snapshot.get<EntityModel>('entity', entity).compiled
  const fields = lines === undefined ? model.fields : (model.byName[lines]?.fields ?? [])
  const columns = where.map(({ field }) => ({
    column: field,
    type: field === 'parent' ? 'uuid' : sqlType(fields, field),
  }))
  return lines === undefined ? { entity, where: columns } : { entity, lines, where: columns }
}

const SQL_TYPES: Partial<Record<FieldModel['type'], string>> = {
  reference: 'uuid',
  decimal: 'numeric',
  integer: 'integer',
  boolean: 'boolean',
  date: 'date',
  instant: 'timestamptz',
}

const sqlType = (fields: readonly FieldModel[], name: string): string =>
  SQL_TYPES[fields.find(field => field.name === name)!.type] ?? 'text'

/** A copied value in the form of the field that gets it: the source may have fewer decimals. */
function adopted(field: FieldModel, value: unknown): unknown {
  if (value === null || value === undefined) return null
  if (value instanceof Date) return value.toISOString()
  return field.type === 'decimal' ? roundHalfUp(value as string, field.scale ?? 0) : value
}
