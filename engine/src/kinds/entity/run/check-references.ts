import { isEverything } from '../../../access/row-filter.ts'
import type { InputProblem } from '../../../base/errors.ts'
import type { EntityModel, FieldModel } from '../../../metadata/entity-model.ts'
import { pointerTo } from '../../../metadata/json-pointer.ts'
import type { RunContext } from '../../../runtime/context.ts'
import { table } from '../../../store/statements/identifiers.ts'
import { predicateSql } from '../../../store/statements/predicate-sql.ts'
import { named, Parameters } from '../../../store/statements/sql-text.ts'
import { linesOf, type RecordData } from '../compute.ts'
import { RecordInvalid } from './errors.ts'
import { recordRights } from './rights.ts'

interface GivenReference {
  pointer: string
  field: FieldModel
  id: string
}

/**
 * Refuses references in `body` to records that are not there or that the principal may not read: else an id could be
 * tried out. One statement for all. References that `before` had already are not asked again.
 */
export async function checkReferences(
  ctx: RunContext,
  model: EntityModel,
  body: RecordData,
  before: RecordData | null,
): Promise<void> {
  const given = givenReferences(model, body, before)
  if (given.length === 0) return
  const found = await readableReferences(ctx, given)
  const missing = given.filter(({ field, id }) => !found.has(`${field.target} ${id}`))
  if (missing.length > 0) throw new RecordInvalid(model, missing.map(problem))
}

function givenReferences(model: EntityModel, body: RecordData, before: RecordData | null): GivenReference[] {
  const known = new Set(before === null ? [] : inRecord(model, before).map(({ field, id }) => `${field.target} ${id}`))
  return inRecord(model, body).filter(({ field, id }) => !known.has(`${field.target} ${id}`))
}

function inRecord(model: EntityModel, record: RecordData): GivenReference[] {
  const own = inValues(model.fields, record, '')
  const lists = model.fields.filter(field => field.type === 'lines')
  return [
    ...own,
    ...lists.flatMap(field =>
      linesOf(record, field).flatMap((line, n) => inValues(field.fields ?? [], line, pointerTo('', field.name, n))),
    ),
  ]
}

const inValues = (fields: readonly FieldModel[], values: RecordData, at: string): GivenReference[] =>
  fields
    .filter(field => field.target !== undefined && typeof values[field.name] === 'string')
    .map(field => ({ pointer: pointerTo(at, field.name), field, id: (values[field.name] as string).toLowerCase() }))

async function readableReferences(ctx: RunContext, given: readonly GivenReference[]): Promise<Set<string>> {
  const parameters = new Parameters()
  const selects = [...Map.groupBy(given, ({ field }) => field.target!)].map(([entity, references]) => {
    const { read } = recordRights(ctx, entity)
    const name = parameters.add(entity, 'text')
    const ids = parameters.add([...new Set(references.map(({ id }) => id))], 'uuid[]')
    const right = isEverything(read) ? '' : ` and ${predicateSql(read, 'r', parameters)}`
    return `select ${name} as entity, r.id from ${table(entity)} r where r.id = any(${ids})${right}`
  })
  const rows = await ctx.tx.query<{ entity: string; id: string }>(named(selects.join(' union all ')), parameters.values)
  return new Set(rows.map(({ entity, id }) => `${entity} ${id}`))
}

const problem = ({ pointer, field }: GivenReference): InputProblem => ({
  pointer,
  code: 'record.unknown_reference',
  message: `"${field.title}" names a record that does not exist or that you may not read. Choose another one.`,
})
