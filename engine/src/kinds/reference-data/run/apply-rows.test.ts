import { afterAll, beforeAll, expect, test } from 'vitest'
import { testDatabase, type TestDatabase } from '../../../../../tests/support/database.ts'
import { compileFixture } from '../../../../../tests/support/definition-faults.ts'
import { referencePack } from '../../../../../tests/support/reference-pack.ts'
import { silentLog } from '../../../base/log.ts'
import type { CompileOutput } from '../../../metadata/compile-definitions.ts'
import type { EntityModel } from '../../../metadata/entity-model.ts'
import { applySchemaChange } from '../../../store/schema-change.ts'
import { transactionOf } from '../../../store/transaction.ts'
import type { ReferenceDataModel } from '../reference-data-model.ts'
import { applyReferenceData } from './apply-rows.ts'

let db: TestDatabase
beforeAll(async () => void (db = await testDatabase()))
afterAll(() => db.drop())

const all = <T>({ compiled }: CompileOutput, kind: string): T[] =>
  [...compiled.values()].filter(each => each.source.kind === kind).map(each => each.compiled as T)

async function publish(files: Readonly<Record<string, unknown>>, at: string) {
  const output = await compileFixture(files)
  expect(output.diagnostics).toEqual([])
  const models = all<EntityModel>(output, 'entity')
  await applySchemaChange(db.database, models, silentLog)
  const client = await db.database.owner.connect()
  try {
    await client.query('begin')
    const modelOf = (name: string) => models.find(model => model.name === name)!
    const data = all<ReferenceDataModel>(output, 'reference-data')
    const applied = await applyReferenceData(transactionOf(client), data, { modelOf, at: new Date(at) })
    await client.query('commit')
    return applied
  } finally {
    client.release()
  }
}

const rows = async (text: string) => (await db.database.owner.query(text)).rows as Record<string, unknown>[]

test('rows are stored with their references, once, and then only where they differ', async () => {
  const first = await publish(referencePack, '2026-01-01T00:00:00Z')
  const again = await publish(referencePack, '2026-01-02T00:00:00Z')

  expect(first).toEqual([
    { entity: 'currency', inserted: 3, updated: 0, kept: 0 },
    { entity: 'country', inserted: 3, updated: 0, kept: 0 },
  ])
  expect(again.map(({ inserted, updated }) => inserted + updated)).toEqual([0, 0])
  expect(
    await rows(`select c.code, m.code as currency, p.code as part_of, c.vat::text, c.tags, c.since::text, c.version
                from app.country c join app.currency m on m.id = c.currency left join app.country p on p.id = c.part_of
                order by c.code`),
  ).toEqual([
    { code: 'CN', currency: 'CNY', part_of: null, vat: '13.00', tags: ['asia'], since: '1949-10-01', version: 1 },
    { code: 'DE', currency: 'EUR', part_of: 'EU', vat: '19.00', tags: null, since: null, version: 1 },
    { code: 'EU', currency: 'EUR', part_of: null, vat: null, tags: null, since: null, version: 1 },
  ])
})

test('a changed row keeps its id, a row taken out of the file stays, rows of people are left alone', async () => {
  const [before] = await rows(`select id from app.currency where code = 'EUR'`)
  await db.database.owner.query(
    `insert into app.currency (id, version, created_at, updated_at, code, name)
     values (gen_random_uuid(), 1, now(), now(), 'USD', 'Dollar')`,
  )
  const text = (referencePack['reference-data/currency.jsonl'] as string)
    .replace('欧元', '欧罗')
    .split('\n')
    .filter(line => !line.includes('JPY'))
    .join('\n')

  const applied = await publish({ ...referencePack, 'reference-data/currency.jsonl': text }, '2026-02-01T00:00:00Z')

  expect(applied[0]).toEqual({ entity: 'currency', inserted: 0, updated: 1, kept: 2 })
  expect(await rows(`select id, name, version, updated_at from app.currency where code = 'EUR'`)).toEqual([
    { id: before!['id'], name: '欧罗', version: 2, updated_at: expect.anything() },
  ])
  expect(await rows(`select code from app.currency order by code`)).toEqual(
    ['CNY', 'EUR', 'JPY', 'USD'].map(code => ({ code })),
  )
})

test('files whose rows refer to each other in a circle are refused', async () => {
  const data = (entity: string, need: string): ReferenceDataModel => ({
    entity,
    key: ['code'],
    rows: [],
    needs: [need],
  })

  const applied = applyReferenceData(undefined as never, [data('a', 'b'), data('b', 'a')], {
    modelOf: () => undefined as never,
    at: new Date(0),
  })

  await expect(applied).rejects.toMatchObject({ code: 'reference_data.circular' })
})
