import { silentLog } from '../../engine/src/base/log.ts'
import { compileDefinitions } from '../../engine/src/metadata/compile-definitions.ts'
import { hasErrors } from '../../engine/src/metadata/diagnostic.ts'
import type { EntityModel } from '../../engine/src/metadata/entity-model.ts'
import { snapshotOf } from '../../engine/src/metadata/snapshot-of.ts'
import type { Snapshot } from '../../engine/src/metadata/snapshot.ts'
import { entityKind } from '../../engine/src/kinds/entity/kind.ts'
import { entityOperations } from '../../engine/src/kinds/entity/run.ts'
import { createNumberSequences } from '../../engine/src/kinds/entity/run/number-sequence.ts'
import { roleKind } from '../../engine/src/kinds/role/kind.ts'
import { systemPrincipal } from '../../engine/src/runtime/command-runner.ts'
import type { Principal } from '../../engine/src/runtime/context.ts'
import { applySchemaChange } from '../../engine/src/store/schema-change.ts'
import { testRunner, type TestRunner } from './command-runner.ts'
import { testDatabase, type TestDatabase } from './database.ts'
import { shopPack } from './shop-pack.ts'

type Json = Record<string, any>

/** The shop of shop-pack.ts, published on a database of its own, with people and goods. */
export interface Shop extends TestRunner {
  db: TestDatabase
  snapshot: Snapshot
  /** Runs one operation of the entity kind as one command. */
  act<Result = Json>(who: Principal, entity: string, operation: string, input: Json): Promise<Result>
  /** Events that were reported to flows. */
  events: Json[]
  people: Record<'rep' | 'other' | 'reader' | 'boss' | 'nobody', Principal>
  ids: Record<'customer' | 'secret' | 'product' | 'product2' | 'prices', string>
  close(): Promise<void>
}

export async function openShop(): Promise<Shop> {
  const db = await testDatabase()
  const snapshot = await shopSnapshot()
  const models = snapshot.all<EntityModel>('entity').map(definition => definition.compiled)
  await applySchemaChange(db.database, models, silentLog)
  const numbers = createNumberSequences(db.database)
  const events: Json[] = []
  const runner = testRunner({
    database: db.database,
    snapshot,
    operations: {
      entity: entityOperations({ numbers, timeZone: 'Asia/Shanghai' }),
      flow: { 'record-event': async (_name, event) => void events.push(event) },
    },
  })
  const act: Shop['act'] = (who, entity, operation, input) =>
    runner.commands.run(who, { name: `record.${operation}`, cause: 'test' }, ctx =>
      ctx.run(entity === '*' ? 'flow' : 'entity', entity, operation, input),
    )
  const make = async (entity: string, record: Json) =>
    (await act(systemPrincipal, entity, 'create', { record })).id as string
  const people = {
    rep: await person(make, '林晓', ['rep']),
    other: await person(make, '王磊', ['rep']),
    reader: await person(make, '何静', ['reader']),
    boss: await person(make, '陈国华', ['boss']),
    nobody: await person(make, '无权', []),
  }
  const customer = await make('customer', { name: '浙江医院', region: 'east' })
  const secret = await make('customer', { name: '保密客户', secret: true })
  const product = await make('product', { name: '骨钉', tax_rate: '13' })
  const product2 = await make('product', { name: '钢板', tax_rate: '6' })
  const prices = await make('price_list', {
    name: '2026',
    lines: [
      { product, price: '12.5' },
      { product: product2, price: '100' },
    ],
  })
  events.length = 0
  const close = async () => {
    await numbers.close()
    await db.drop()
  }
  return { ...runner, db, snapshot, act, events, people, ids: { customer, secret, product, product2, prices }, close }
}

export async function shopSnapshot(): Promise<Snapshot> {
  const output = await compileDefinitions({ packs: [shopPack], kinds: [entityKind, roleKind], functions: [] })
  if (hasErrors(output.diagnostics)) throw new Error(JSON.stringify(output.diagnostics, null, 2))
  return snapshotOf({ compiled: output.compiled, texts: output.texts })
}

async function person(
  make: (entity: string, record: Json) => Promise<string>,
  name: string,
  roles: string[],
): Promise<Principal> {
  const id = await make('person', { name })
  return {
    accountId: id,
    personId: id,
    name,
    roles,
    user: { id, org_unit: null, unit_tree: [], position: null, locale: 'zh-CN' },
  }
}
