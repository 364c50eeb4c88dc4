import path from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { readPackFolder } from '../../engine/src/host/read-pack-folder.ts'
import { kinds } from '../../engine/src/kinds/index.ts'
import { buildPackFile } from '../../engine/src/metadata/pack-file/pack-file.ts'
import { writeArchive } from '../../engine/src/metadata/pack-file/write-archive.ts'
import { newKeyPair, signerOf } from '../../engine/src/runtime/packs/pack-keys.ts'
import { discountFiles, discountRules } from '../support/discount-rules.ts'
import { openHttpShop, type Answer, type HttpShop, type Visitor } from '../support/http-shop.ts'

const ID = 'shop/rule-set/discount'
const ROLE = 'shop/role/reader'
const maker = newKeyPair()

/** May publish roles, and nothing else. */
const rolesOnly = {
  path: 'roles/role_admin.role.json',
  text: JSON.stringify({
    $kind: 'role',
    name: 'role_admin',
    title: '角色管理',
    rules: [{ key: 'roles', action: ['read', 'publish'], subject: 'definition', conditions: { kind: 'role' } }],
  }),
}

let shop: HttpShop
let boss: Visitor
let second: Visitor
let rep: Visitor

// One story, in order.
beforeAll(async () => {
  shop = await openHttpShop([...discountFiles, rolesOnly], { trustedKeys: { maker: maker.publicKey } })
  boss = await shop.visitor('boss', ['boss'])
  second = await shop.visitor('second', ['boss'])
  rep = await shop.visitor('rep', ['rep'])
})
afterAll(() => shop.close())

const definition = async (id: string) => (await boss.ask('GET', `/definitions/${id}`)).body

async function publish(id: string, edit: (text: string) => string): Promise<{ id: string; snapshot: number }> {
  const { text, hash } = await definition(id)
  const answer = await boss.ask('POST', '/publications', { changes: [{ id, text: edit(text), baseHash: hash }] })
  expect(answer.status).toBe(201)
  return answer.body
}

const limit = (to: string) => publish(ID, () => discountRules(to))
const retitle = (to: string) => publish(ROLE, text => text.replace(/"title": "[^"]*"/, `"title": "${to}"`))

const rollBack = (id: string, body: object = {}, who = boss): Promise<Answer> =>
  who.ask('POST', `/publications/${id}/rollback`, body)

async function applied(planned: Answer): Promise<{ id: string }> {
  expect(planned.status).toBe(201)
  const { id, conflicts } = planned.body
  const choices = Object.fromEntries(conflicts.map((each: { key: string }) => [each.key, 'ours']))
  if (conflicts.length > 0) await boss.ask('PUT', `/pack-plans/${id}/choices`, { choices })
  const answer = await boss.ask('POST', `/pack-plans/${id}/apply`, {})
  expect(answer).toMatchObject({ status: 200, body: { publication: { state: 'published' } } })
  return answer.body.publication
}

const folder = (version: string) => readPackFolder(path.join(import.meta.dirname, '../packs/upgrade', version))

async function pack(version: string, action: string): Promise<{ id: string }> {
  const { bytes } = await buildPackFile(await folder(version), kinds, signerOf(maker.privateKey))
  const type = { 'content-type': 'application/octet-stream' }
  return applied(await boss.ask('POST', `/pack-plans?action=${action}`, Buffer.from(bytes), type))
}

const installed = async () =>
  (await boss.ask('GET', '/packs')).body.items.map(
    (each: Record<string, string>) => `${each['name']} ${each['version']}`,
  )

test('the first snapshot has nothing before it', async () => {
  const [first] = (await boss.ask('GET', '/snapshots')).body.items

  expect(await boss.ask('POST', `/snapshots/${first.id}/rollback`, {})).toMatchObject({
    status: 409,
    body: { code: 'rollback.nothing_before' },
  })
  expect(await boss.ask('POST', '/snapshots/4711/rollback', {})).toMatchObject({
    status: 404,
    body: { code: 'rollback.unknown_snapshot' },
  })
  expect((await rollBack('0190a000-0000-7000-8000-000000000000')).body.code).toBe('publication.unknown')
})

test('a publication is taken back by a new one; what was published beside it stays', async () => {
  const before = await definition(ID)
  const change = await limit('11')
  await retitle('读者甲')

  const taken = await rollBack(change.id)

  expect(taken).toMatchObject({
    status: 201,
    body: { state: 'published', changes: [{ id: ID }], note: `Roll-back of snapshot ${change.snapshot}` },
  })
  expect(await definition(ID)).toMatchObject({ text: before.text, hash: before.hash, local: false, version: 3 })
  expect((await definition(ROLE)).text).toContain('读者甲')
  expect(await rollBack(change.id)).toMatchObject({ status: 422, body: { code: 'publication.nothing_changed' } })

  // A roll-back is a publication: it is taken back the same way.
  expect((await rollBack(taken.body.id, { note: '还是要' })).body).toMatchObject({ state: 'published', note: '还是要' })
  expect((await definition(ID)).text).toBe(discountRules('11'))
})

test('what was changed again since is not overwritten, unless the later change is taken back first', async () => {
  const first = await limit('12')
  const later = await limit('13')

  expect(await rollBack(first.id)).toMatchObject({
    status: 409,
    body: { code: 'rollback.changed_since', changed: [{ id: ID, snapshots: [later.snapshot] }] },
  })

  const other = await shop.visitor('other', ['role_admin'])
  expect(await rollBack(first.id, {}, other)).toMatchObject({ status: 403, body: { code: 'access.missing_right' } })

  expect((await rollBack(later.id)).status).toBe(201)
  expect((await rollBack(first.id)).status).toBe(201)
  expect((await definition(ID)).text).toBe(discountRules('11'))
})

test('everything since is taken back on request', async () => {
  const [rules, role] = [await definition(ID), await definition(ROLE)]
  const first = await limit('14')
  await limit('15')
  await retitle('读者乙')

  const taken = await rollBack(first.id, { withLater: true })

  expect(taken).toMatchObject({ status: 201, body: { changes: [{ id: ROLE }, { id: ID }] } })
  expect(await definition(ID)).toMatchObject({ hash: rules.hash })
  expect(await definition(ROLE)).toMatchObject({ hash: role.hash })
})

test('under four eyes a roll-back waits for a second person, and who may not publish can not ask for it', async () => {
  const change = await limit('16')
  await boss.ask('PUT', '/packs/shop/policy', { review: 'four_eyes' })

  expect(await rollBack(change.id, {}, rep)).toMatchObject({ status: 403, body: { code: 'access.missing_right' } })
  const { id, state, contentHash, impact } = (await rollBack(change.id)).body
  expect({ state, impact }).toEqual({ state: 'in_review', impact: 'safe' })
  expect((await rollBack(id)).body).toMatchObject({ code: 'rollback.not_published', state: 'in_review' })
  expect((await boss.ask('POST', `/publications/${id}/approve`, { contentHash })).status).toBe(403)
  expect((await second.ask('POST', `/publications/${id}/approve`, { contentHash })).body.state).toBe('published')

  expect((await definition(ID)).text).toBe(discountRules('11'))
  await boss.ask('PUT', '/packs/shop/policy', { review: 'off' })
})

test('an upgrade is taken back with what it did to the local layer; an installation too', async () => {
  const install = await pack('1.0', 'install')
  const local = Buffer.from(writeArchive((await folder('local')).files))
  const type = { 'content-type': 'application/octet-stream' }
  await applied(await boss.ask('POST', '/pack-plans?action=import', local, type))
  const layer = (await boss.ask('GET', '/local-layer')).bytes
  const texts = (await boss.ask('GET', '/definitions')).body.items
  const record = await boss.ask('POST', '/records/client', { name: '一号客户', phone: '123' })
  expect(record.status).toBe(201)
  const upgrade = await pack('1.1', 'upgrade')
  expect(await installed()).toEqual(['shop 0.1.0', 'workshop 1.1.0'])

  const edited = await publish('workshop/role/storekeeper', text => text.replace('仓管', '库管'))
  expect(await rollBack(upgrade.id)).toMatchObject({
    status: 409,
    body: { changed: [{ id: 'workshop/role/storekeeper', snapshots: [edited.snapshot] }] },
  })
  await rollBack(edited.id)
  const taken = await rollBack(upgrade.id)

  expect(taken).toMatchObject({ status: 201, body: { state: 'published' } })
  expect(await installed()).toEqual(['shop 0.1.0', 'workshop 1.0.0'])
  expect(Buffer.compare((await boss.ask('GET', '/local-layer')).bytes, layer)).toBe(0)
  const idsOf = (items: { id: string }[]) => items.map(each => each.id).sort()
  expect(idsOf((await boss.ask('GET', '/definitions')).body.items)).toEqual(idsOf(texts))
  // The field that the upgrade had renamed has its values under the old name again.
  expect((await boss.ask('GET', `/records/client/${record.body.id}`)).body).toMatchObject({ phone: '123' })

  expect(await rollBack(install.id)).toMatchObject({ status: 409, body: { code: 'rollback.changed_since' } })
  expect((await rollBack(install.id, { withLater: true })).status).toBe(201)
  expect(await installed()).toEqual(['shop 0.1.0'])
  expect(await shop.rows('select name from app.client')).toEqual([{ name: '一号客户' }])
})
