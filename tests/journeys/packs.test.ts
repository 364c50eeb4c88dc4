import path from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { readPackFolder } from '../../engine/src/host/read-pack-folder.ts'
import { kinds } from '../../engine/src/kinds/index.ts'
import { readLocalLayer } from '../../engine/src/metadata/pack-file/local-layer.ts'
import { buildPackFile } from '../../engine/src/metadata/pack-file/pack-file.ts'
import { readArchive } from '../../engine/src/metadata/pack-file/read-archive.ts'
import { writeArchive } from '../../engine/src/metadata/pack-file/write-archive.ts'
import type { PackFolder } from '../../engine/src/metadata/pack.ts'
import { newKeyPair, signerOf } from '../../engine/src/runtime/packs/pack-keys.ts'
import { openHttpShop, type Answer, type HttpShop, type Visitor } from '../support/http-shop.ts'

const maker = newKeyPair()
const stranger = newKeyPair()

let shop: HttpShop
let boss: Visitor
let second: Visitor
let rep: Visitor
let local: PackFolder

// One story, in order: a pack is installed, changed here, upgraded, brought out and taken away again.
beforeAll(async () => {
  shop = await openHttpShop([], { trustedKeys: { maker: maker.publicKey } })
  boss = await shop.visitor('boss', ['boss'])
  second = await shop.visitor('second', ['boss'])
  rep = await shop.visitor('rep', ['rep'])
  local = await read('local')
})
afterAll(() => shop.close())

const read = (folder: string) => readPackFolder(path.join(import.meta.dirname, '../packs/upgrade', folder))

async function packFile(version: string, key: string | null = maker.privateKey): Promise<Buffer> {
  const { bytes } = await buildPackFile(await read(version), kinds, key === null ? undefined : signerOf(key))
  return Buffer.from(bytes)
}

const BYTES = { 'content-type': 'application/octet-stream' }

const plan = (file: Buffer, query = '', who = boss): Promise<Answer> =>
  who.ask('POST', `/pack-plans${query}`, file, BYTES)

const apply = (id: string, who = boss, note?: string): Promise<Answer> =>
  who.ask('POST', `/pack-plans/${id}/apply`, note === undefined ? {} : { note })

const packs = async () => (await boss.ask('GET', '/packs')).body.items as { name: string; version: string }[]

/** Every business row with the transaction that last wrote it. */
async function rows(): Promise<Record<string, unknown[]>> {
  const tables = await shop.rows<{ name: string }>(`select tablename as name from pg_tables where schemaname = 'app'`)
  const found = tables.map(async ({ name }) => [
    name,
    await shop.rows(`select xmin::text, t.* from app."${name}" t order by 2`),
  ])
  return Object.fromEntries(await Promise.all(found))
}

const filled = (rowsOfTable: unknown[]) =>
  rowsOfTable.map(row => Object.fromEntries(Object.entries(row as object).filter(([, value]) => value !== null)))

test('a pack is taken only from somebody whose key is known, and only unchanged', async () => {
  const [unsigned, strange] = [await packFile('1.0', null), await packFile('1.0', stranger.privateKey)]
  const files = readArchive(await packFile('1.0'))
  const changed = files.map(each =>
    each.path === 'roles/planner.role.json' ? { ...each, text: each.text.replace('submit', 'delete') } : each,
  )

  expect(await plan(unsigned)).toMatchObject({ status: 403, body: { code: 'pack_file.unsigned' } })
  expect(await plan(strange)).toMatchObject({ status: 403, body: { code: 'pack_file.unknown_key' } })
  expect(await plan(Buffer.from(writeArchive(changed)))).toMatchObject({
    status: 422,
    body: { code: 'pack_file.changed' },
  })
  expect(await packs()).toHaveLength(1)
})

test('what is no pack is refused, and a file of 100 MB at once', async () => {
  expect(await plan(Buffer.from('no pack'))).toMatchObject({ status: 422, body: { code: 'pack_file.not_an_archive' } })
  const before = performance.now()
  expect(await plan(Buffer.alloc(100_000_000))).toMatchObject({ status: 413, body: { code: 'request.too_large' } })
  expect(performance.now() - before).toBeLessThan(2_000)
})

test('who may not publish plans nothing', async () => {
  expect(await plan(await packFile('1.0'), '', rep)).toMatchObject({
    status: 403,
    body: { code: 'access.missing_right' },
  })
  expect((await rep.ask('GET', '/packs')).status).toBe(403)
})

test('a pack is planned, looked at and installed', async () => {
  const planned = await plan(await packFile('1.0'))

  expect(planned).toMatchObject({
    status: 201,
    body: {
      action: 'install',
      pack: { name: 'workshop', from: null, to: '1.0.0' },
      signature: { state: 'valid', key: 'maker' },
      local: [],
      conflicts: [],
      open: 0,
      diagnostics: [],
      state: 'open',
      stale: false,
    },
  })
  expect(planned.body.definitions.added).toHaveLength(13)
  expect(planned.body.definitions.changed).toEqual([])
  expect(planned.body.schema.statements.length).toBeGreaterThan(0)
  expect(await packs()).toHaveLength(1)

  const applied = await apply(planned.body.id, boss, '维修车间上线')

  expect(applied).toMatchObject({ status: 200, body: { state: 'applied', publication: { state: 'published' } } })
  expect(await packs()).toMatchObject([
    { name: 'shop' },
    {
      name: 'workshop',
      version: '1.0.0',
      signedBy: 'maker',
      fromFile: true,
      definitions: 13,
      local: 0,
      requiredBy: [],
    },
  ])
  const record = await boss.ask('POST', '/records/client', { name: '一号客户', phone: '123' })
  expect(record.status).toBe(201)
  const [entry] = await shop.rows(`select changes from jw.audit_entry where action = 'pack_plan.applied'`)
  expect(entry.changes).toMatchObject({ action: 'install', version: [null, '1.0.0'], signature: { state: 'valid' } })
})

test('an applied plan stays readable and is not applied twice', async () => {
  const [{ id }] = await shop.rows(`select id from jw.pack_plan where state = 'applied'`)

  expect((await boss.ask('GET', `/pack-plans/${id}`)).body).toMatchObject({
    state: 'applied',
    definitions: { changed: [] },
  })
  expect(await apply(id)).toMatchObject({ status: 409, body: { code: 'pack_plan.applied_already' } })
})

test('what does not fit is refused with what to do', async () => {
  expect((await plan(await packFile('1.0'))).body.code).toBe('pack_plan.installed')
  expect((await plan(await packFile('1.0'), '?action=upgrade')).body.code).toBe('pack_plan.not_newer')
  const manifest = (change: object): PackFolder => ({
    folder: 'x',
    files: [
      {
        path: 'pack.json',
        text: JSON.stringify({ name: 'annex', version: '1.0.0', title: 'Annex', engine: '>=0.1.0', ...change }),
      },
    ],
  })
  const file = async (change: object) =>
    Buffer.from((await buildPackFile(manifest(change), kinds, signerOf(maker.privateKey))).bytes)

  expect((await plan(await file({}), '?action=upgrade')).body.code).toBe('pack_plan.not_installed')
  expect(
    (await plan(await file({ requires: { workshop: '^2.0.0' }, modules: ['pricing'], plugins: ['smtp-mail'] }))).body,
  ).toMatchObject({
    code: 'pack_plan.needs_more',
    lacks: [
      { kind: 'pack', name: 'workshop', wanted: '^2.0.0', found: '1.0.0' },
      { kind: 'module', name: 'pricing' },
      { kind: 'plugin', name: 'smtp-mail' },
    ],
  })
  expect((await boss.ask('POST', '/pack-plans', { action: 'uninstall', pack: 'nothing' })).body.code).toBe(
    'pack_plan.not_installed',
  )
})

test('the local layer comes in from another installation, without touching a row, and goes out as it came', async () => {
  const before = await rows()
  const archive = Buffer.from(writeArchive(local.files))

  const planned = await plan(archive, '?action=import')
  expect(planned).toMatchObject({ status: 201, body: { action: 'import', pack: null, open: 0, diagnostics: [] } })
  expect(planned.body.definitions.added).toEqual([{ id: 'workshop/entity/visit', title: 'visit' }])
  expect(planned.body.definitions.changed).toHaveLength(11)
  expect(await apply(planned.body.id)).toMatchObject({ status: 200, body: { publication: { state: 'published' } } })

  const layer = (await boss.ask('GET', '/local-layer')).bytes
  expect(readArchive(layer).filter(each => each.path !== 'local.json')).toEqual(
    local.files.filter(each => each.path !== 'local.json'),
  )
  expect(readLocalLayer(readArchive(layer), kinds).definitions).toEqual(readLocalLayer(local.files, kinds).definitions)
  // A field that came has no value in any row; what was there is as it was, written by the same transaction.
  const after = await rows()
  for (const [table, content] of Object.entries(before))
    expect([table, filled(after[table]!)]).toEqual([table, filled(content)])
})

test('an import of a part deletes nothing', async () => {
  const part = local.files
    .filter(each => each.path.endsWith('client.entity.json'))
    .map(each => ({ ...each, text: each.text.replace('客户单位', '客户公司') }))

  const planned = await boss.ask('POST', '/pack-plans', { action: 'import', files: part })

  // Nobody wrote down what it was made on, so nothing of it is taken silently.
  expect(planned.body.conflicts).toMatchObject([
    { id: 'workshop/entity/client', at: '/title', theirs: '客户公司', ours: '客户单位', choice: null },
  ])
  const chosen = await boss.ask('PUT', `/pack-plans/${planned.body.id}/choices`, {
    choices: { [planned.body.conflicts[0].key]: 'theirs' },
  })
  expect(chosen.body).toMatchObject({ open: 0, conflicts: [{ choice: 'theirs' }] })
  expect((await apply(planned.body.id)).status).toBe(200)
  expect(await packs()).toMatchObject([{}, { local: 12 }])
  expect((await boss.ask('GET', '/definitions/workshop/entity/client')).body.text).toContain('客户公司')
})

test('an upgrade asks about six conflicts, waits for the answers and keeps every edit', async () => {
  const before = await rows()
  const planned = await plan(await packFile('1.1'), '?action=upgrade')
  const { id, conflicts, definitions } = planned.body

  expect(planned.body).toMatchObject({ pack: { from: '1.0.0', to: '1.1.0' }, open: 6 })
  const ids = planned.body.local.map((each: { id: string }) => each.id)
  expect(ids).toEqual(ids.toSorted())
  expect(definitions.added.map((each: { id: string }) => each.id)).toEqual([
    'workshop/page/part_catalogue',
    'workshop/role/storekeeper',
  ])
  expect(definitions.removed.map((each: { id: string }) => each.id)).toEqual(['workshop/page/part_list'])
  expect(await apply(id)).toMatchObject({ status: 409, body: { code: 'pack_plan.conflicts_open', open: 6 } })
  expect((await boss.ask('PUT', `/pack-plans/${id}/choices`, { choices: { nothing: 'ours' } })).body.code).toBe(
    'pack_plan.unknown_conflict',
  )

  const choices = Object.fromEntries(conflicts.map((each: { key: string }) => [each.key, 'ours']))
  const chosen = await boss.ask('PUT', `/pack-plans/${id}/choices`, { choices })
  expect(chosen.body).toMatchObject({ open: 0, diagnostics: [{ code: 'rule_set.rule_never_taken' }] })
  expect(chosen.body.schema.renamed).toMatchObject([{ entity: 'client', from: 'phone', to: 'mobile' }])
  expect(await apply(id)).toMatchObject({ status: 200, body: { publication: { state: 'published' } } })

  expect(await packs()).toMatchObject([{}, { name: 'workshop', version: '1.1.0' }])
  const client = (await boss.ask('GET', '/definitions/workshop/entity/client')).body.text
  expect(client).toContain('"mobile"')
  expect(client).toContain('"maxLength": 60')
  const {
    client: [row],
  } = (await rows()) as { client: [Record<string, unknown>] }
  expect(row).toMatchObject({ name: '一号客户', mobile: '123' })
  expect(Object.values(before).flat()).toHaveLength(Object.values(await rows()).flat().length)
})

test('a plan that was overtaken is made again, with the choices kept', async () => {
  const older = await plan(await packFile('1.0'), '?action=upgrade&allowOlder=true')
  expect(older).toMatchObject({ status: 201, body: { pack: { from: '1.1.0', to: '1.0.0' } } })
  const { id, conflicts } = older.body
  const choices = Object.fromEntries(conflicts.map((each: { key: string }) => [each.key, 'ours']))
  await boss.ask('PUT', `/pack-plans/${id}/choices`, { choices })
  const role = (await boss.ask('GET', '/definitions/workshop/role/storekeeper')).body

  const published = await second.ask('POST', '/publications', {
    changes: [{ id: role.id, text: role.text.replace('仓管', '仓库管理'), baseHash: role.hash }],
  })

  expect(published.status).toBe(201)
  expect(await apply(id)).toMatchObject({ status: 409, body: { code: 'pack_plan.stale' } })
  const again = (await boss.ask('GET', `/pack-plans/${id}`)).body
  expect(again).toMatchObject({ stale: true, open: 1 })
  expect(again.conflicts.filter((each: { choice: string | null }) => each.choice === 'ours')).toHaveLength(
    conflicts.length,
  )
  expect((await boss.ask('DELETE', `/pack-plans/${id}`)).status).toBe(204)
  expect((await boss.ask('GET', `/pack-plans/${id}`)).body.code).toBe('pack_plan.unknown')
})

test('a pack comes out as the file it came as, signature included, when nothing but its layer was changed', async () => {
  const file = await boss.ask('GET', '/packs/workshop/file')

  expect(file.headers['content-disposition']).toBe('attachment; filename="workshop-1.1.0.jwpack"')
  expect(Buffer.compare(file.bytes, await packFile('1.1'))).toBe(0)
})

test('a pack under four eyes is not taken away by one person', async () => {
  await boss.ask('PUT', '/packs/workshop/policy', { review: 'four_eyes' })
  const planned = await boss.ask('POST', '/pack-plans', { action: 'uninstall', pack: 'workshop' })
  const { id, conflicts } = planned.body
  const choices = Object.fromEntries(conflicts.map((each: { key: string }) => [each.key, 'theirs']))

  // What would be left behind is to be seen before anything is decided.
  expect(planned.body).toMatchObject({
    open: conflicts.length,
    orphans: expect.arrayContaining([{ entity: 'client', rows: 1 }]),
  })
  const chosen = await boss.ask('PUT', `/pack-plans/${id}/choices`, { choices })
  expect(chosen.body).toMatchObject({
    open: 0,
    returns: false,
    orphans: expect.arrayContaining([{ entity: 'client', rows: 1 }]),
  })
  const applied = await apply(id)
  expect(applied).toMatchObject({ status: 200, body: { publication: { state: 'in_review' } } })
  expect(await packs()).toHaveLength(2)

  const { id: publication } = applied.body.publication
  const { contentHash } = (await second.ask('GET', `/publications/${publication}`)).body
  expect((await boss.ask('POST', `/publications/${publication}/approve`, { contentHash })).status).toBe(403)
  expect((await second.ask('POST', `/publications/${publication}/approve`, { contentHash })).status).toBe(200)
  expect(await packs()).toMatchObject([{ name: 'shop' }])
  expect((await boss.ask('GET', '/records/client')).status).toBe(404)
  // Its records stay where they are, for whoever installs it again or purges them.
  expect(await shop.rows('select name, mobile from app.client')).toEqual([{ name: '一号客户', mobile: '123' }])
})
