import fc from 'fast-check'
import { expect, test } from 'vitest'
import { testDatabase } from '../../../tests/support/database.ts'
import { entityModel } from '../../../tests/support/entity-model.ts'
import { silentLog } from '../base/log.ts'
import type { EntityModel, FieldModel } from '../metadata/entity-model.ts'
import type { Database } from './database.ts'
import { applySchemaChange } from './schema-change.ts'
import { contractSchema } from './schema-contract.ts'
import { schemaImpact } from './schema-impact.ts'

/** What an author does to an entity in one publication. */
type Edit =
  | { do: 'add'; field: string; type: Type }
  | { do: 'remove'; pick: number }
  | { do: 'require'; pick: number }
  | { do: 'unique'; pick: number }
  | { do: 'retype'; pick: number; type: Type }
  | { do: 'rename'; pick: number; to: string; type: Type | null }
  | { do: 'write'; value: string }
  | { do: 'time' }

type Type = 'text' | 'integer' | 'decimal' | 'boolean' | 'date'
const TYPES: Type[] = ['text', 'integer', 'decimal', 'boolean', 'date']
const NAMES = ['a', 'b', 'c', 'd', 'e']

const name = fc.constantFrom(...NAMES)
const type = fc.constantFrom(...TYPES)
const pick = fc.nat(10)
const edit: fc.Arbitrary<Edit> = fc.oneof(
  fc.record({ do: fc.constant('add' as const), field: name, type }),
  fc.record({ do: fc.constant('remove' as const), pick }),
  fc.record({ do: fc.constant('require' as const), pick }),
  fc.record({ do: fc.constant('unique' as const), pick }),
  fc.record({ do: fc.constant('retype' as const), pick, type }),
  { weight: 2, arbitrary: fc.record({ do: fc.constant('rename' as const), pick, to: name, type: fc.option(type) }) },
  {
    weight: 3,
    arbitrary: fc.record({
      do: fc.constant('write' as const),
      value: fc.constantFrom('1', '-7', '2.5', 'x', 'true', '2026-02-28', '2026-02-31'),
    }),
  },
  fc.constant({ do: 'time' as const }),
)

const RUNS = Number(process.env['JINGWEI_LONG'] ?? 0) > 0 ? 300 : 8

test(
  'a change is refused exactly when the dry run says so, and no value is ever lost',
  { timeout: 20 * 60_000 },
  async () => {
    const db = await testDatabase()
    let n = 0
    try {
      await fc.assert(
        fc.asyncProperty(fc.array(edit, { minLength: 4, maxLength: 14 }), edits =>
          play(db.database, `thing_${n++}`, edits),
        ),
        { numRuns: RUNS },
      )
    } finally {
      await db.drop()
    }
  },
)

async function play(database: Database, entity: string, edits: readonly Edit[]): Promise<void> {
  let inForce: EntityModel = entityModel(entity, [
    { name: 'label', type: 'text' },
    { name: 'a', type: 'text' },
  ])
  await applySchemaChange(database, [inForce], silentLog)
  for (const each of edits) {
    if (each.do === 'write') await write(database, inForce, each.value)
    else if (each.do === 'time') await passTime(database, inForce)
    else {
      const wished = edited(inForce, each)
      if (wished && (await publish(database, wished, inForce))) inForce = wished
    }
  }
}

/** True when it came into force. */
async function publish(database: Database, wished: EntityModel, inForce: EntityModel): Promise<boolean> {
  const before = await valuesOf(database, inForce)
  const impact = await schemaImpact(database, [wished], [inForce])
  const refused = await applySchemaChange(database, [wished], silentLog).then(
    () => undefined,
    (error: { code: string }) => error.code,
  )
  const blocking = impact.breaks.filter(found => found.blocks)
  expect(refused !== undefined, `${refused}: ${JSON.stringify(blocking)}`).toBe(blocking.length > 0)
  if (refused === undefined) await contractSchema(database, [wished], silentLog)
  else expect(['store.unsafe_schema_change', 'store.schema_change_conflict']).toContain(refused)
  await expectKept(database, before, refused === undefined ? wished : inForce)
  return refused === undefined
}

/** Every value of a field is where the definition says: under its name, under its new one, or kept of a removed one. */
async function expectKept(database: Database, before: Values, model: EntityModel): Promise<void> {
  const { rows } = await database.owner.query<{ row: Record<string, unknown> }>(
    `select to_jsonb(t) as row from app.${model.name} t order by id`,
  )
  for (const [i, values] of before.entries())
    for (const [field, value] of Object.entries(values)) {
      if (value === null) continue
      const current = model.fields.find(each => each.renamedFrom === field && !model.byName[field])?.name ?? field
      expect(comparable(rows[i]!.row[current]), `${field} → ${current} of ${model.name}`).toBe(comparable(value))
    }
}

const comparable = (value: unknown): string => {
  const text = String(value)
  return /^-?\d+([.]\d+)?$/.test(text) ? String(Number(text)) : text
}

type Values = Record<string, unknown>[]

async function valuesOf(database: Database, model: EntityModel): Promise<Values> {
  const fields = model.fields.map(field => `'${field.name}', ${field.name}`)
  const { rows } = await database.app.query<{ row: Record<string, unknown> }>(
    `select jsonb_build_object(${fields.join(', ')}) as row from app.${model.name} order by id`,
  )
  return rows.map(({ row }) => row)
}

/** A row with this value in every field that can hold it; what unique fields refuse is not written. */
async function write(database: Database, model: EntityModel, value: string): Promise<void> {
  const fields = model.fields.filter(field => FITS[field.type as Type].test(value))
  const columns = fields.map(field => `, ${field.name}`).join('')
  const values = fields.map(field => `, ${field.type === 'integer' || field.type === 'boolean' ? value : `'${value}'`}`)
  await database.app
    .query(
      `insert into app.${model.name} (id, created_at, updated_at${columns})
       values ((select lpad(to_hex(count(*)), 32, '0')::uuid from app.${model.name}), now(), now()${values.join('')})`,
    )
    .catch((error: { code: string }) => expect(error.code).toBe('23505'))
}

const FITS: Record<Type, RegExp> = {
  text: /./,
  integer: /^-?\d+$/,
  decimal: /^-?\d+([.]\d+)?$/,
  boolean: /^true$/,
  date: /-02-28$/,
}

async function passTime(database: Database, model: EntityModel): Promise<void> {
  const before = await valuesOf(database, model)
  await database.owner.query(`update jw.schema_copy set changed_at = now() - interval '1 hour'`)
  await contractSchema(database, [model], silentLog)
  await expectKept(database, before, { ...model, fields: model.fields.map(settled) })
}

/** The field as it is once its rename is history. */
function settled(field: FieldModel): FieldModel {
  const rest = { ...field }
  delete rest.renamedFrom
  return rest
}

/** Undefined when the edit makes no sense for this entity. */
function edited(model: EntityModel, step: Exclude<Edit, { do: 'write' | 'time' }>): EntityModel | undefined {
  // An author takes the note of a rename away when he next touches the entity.
  const fields = model.fields.map(settled)
  const again = (list: FieldModel[], unique = model.unique): EntityModel =>
    entityModel(model.name, list, {
      unique: unique.filter(names => names.every(each => list.some(f => f.name === each))),
    })
  if (step.do === 'add') {
    const more: FieldModel = { name: step.field, title: step.field, type: step.type, required: false, readOnly: false }
    return fields.some(field => field.name === step.field) ? undefined : again([...fields, more])
  }
  const candidates = fields.filter(field => field.name !== 'label')
  const chosen = candidates[step.pick % Math.max(1, candidates.length)]
  if (!chosen) return undefined
  const others = fields.filter(field => field !== chosen)
  if (step.do === 'remove') return again(others)
  if (step.do === 'require') return again([...others, { ...chosen, required: true }])
  if (step.do === 'unique') return again(fields, [[chosen.name]])
  if (step.do === 'retype') return again([...others, { ...chosen, type: step.type }])
  if (fields.some(field => field.name === step.to)) return undefined
  const renamed = { ...chosen, name: step.to, type: step.type ?? chosen.type, renamedFrom: chosen.name }
  return again([...others, renamed])
}
