import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { push } from '../../engine/src/cli/commands/push.ts'
import { runCli } from '../../engine/src/cli/run-cli.ts'
import { memoryTerminal } from '../../engine/src/cli/terminal.ts'
import { compareInstalled } from '../../engine/src/main/diff-command.ts'
import { push as pushTo } from '../../engine/src/main/push-command.ts'
import { rollBack } from '../../engine/src/main/roll-back-command.ts'
import { createToken, listTokens, revokeToken } from '../../engine/src/main/token-command.ts'
import { newKeyPair } from '../../engine/src/runtime/packs/pack-keys.ts'
import { discountFiles, discountRules } from '../support/discount-rules.ts'
import { openHttpShop, type HttpShop, type Visitor } from '../support/http-shop.ts'

const RULES = 'shop/rule-set/discount'
const ROLE = 'shop/role/reader'
const VISIT = 'shop/entity/visit'
const SITE = 'shop/entity/site'
const maker = newKeyPair()
const workshop = path.join(import.meta.dirname, '../packs/upgrade/1.0')

let dev: HttpShop
let prod: HttpShop
let modeller: Visitor
let deployer: Visitor
let reviewer: Visitor
let url: string
let token: string
let folder: string

// One story, in order: what was modelled on one server comes to another one, is reviewed there, and is taken back.
beforeAll(async () => {
  folder = fs.mkdtempSync(path.join(os.tmpdir(), 'jingwei-push-'))
  fs.writeFileSync(path.join(folder, 'jingwei.config.json'), '{ "packs": [] }')
  fs.writeFileSync(path.join(folder, 'maker.key'), maker.privateKey)
  dev = await openHttpShop(discountFiles)
  prod = await openHttpShop(discountFiles, { trustedKeys: { maker: maker.publicKey } })
  modeller = await dev.visitor('modeller', ['boss'])
  deployer = await prod.visitor('deployer', ['boss'])
  reviewer = await prod.visitor('reviewer', ['boss'])
  url = await prod.app.listen({ host: '127.0.0.1', port: 0 })
  token = await newToken()
})
afterAll(async () => {
  await dev?.close()
  await prod?.close()
  fs.rmSync(folder, { recursive: true })
})

async function newToken(rest: object = {}): Promise<string> {
  const endsAt = new Date(prod.clock.now().getTime() + 3_600_000).toISOString()
  const made = await deployer.ask('POST', '/access-tokens', { name: 'promotion', endsAt, ...rest })
  expect(made.status).toBe(201)
  return made.body.token
}

/** `jingwei push …` in the folder of the development server. */
async function run(args: string[], withToken = token) {
  const terminal = memoryTerminal()
  const environment = {
    JINGWEI_TOKEN: withToken,
    DATABASE_URL: dev.configuration.databaseUrl!,
    DATABASE_OWNER_URL: dev.configuration.databaseOwnerUrl!,
  }
  const parts = () => ({ cwd: folder, environment, push: pushTo })
  const code = await runCli({ argv: ['push', ...args, '--to', url], commands: [push], parts, terminal })
  return { code, out: terminal.printed.join('\n'), err: terminal.complaints.join('\n') }
}

const definition = async (who: Visitor, id: string) => (await who.ask('GET', `/definitions/${id}`)).body

async function publish(who: Visitor, edits: Record<string, (text: string) => string>): Promise<void> {
  const changes = Object.entries(edits).map(async ([id, edit]) => {
    const { text, hash } = await definition(who, id)
    return { id, text: edit(text ?? ''), baseHash: hash ?? null }
  })
  const answer = await who.ask('POST', '/publications', { changes: await Promise.all(changes) })
  expect(answer).toMatchObject({ status: 201, body: { state: 'published' } })
}

const NAME = { name: { type: 'string', title: '名称', maxLength: 40 } }
const entity = (name: string, properties: object) =>
  JSON.stringify({
    $kind: 'entity',
    name,
    title: name,
    type: 'object',
    'x-display': 'name',
    required: ['name'],
    properties: { ...NAME, ...properties },
  })

const retitled = (to: string) => (text: string) => text.replace(/"title": "[^"]*"/, `"title": "${to}"`)

const edit = (file: string, change: (text: string) => string) =>
  fs.writeFileSync(file, change(fs.readFileSync(file, 'utf8')))

const openReviews = async () => (await reviewer.ask('GET', '/publications?state=in_review')).body.items

async function approve(): Promise<{ id: string; snapshot: number }> {
  const [{ id, contentHash }] = await openReviews()
  const refused = await deployer.ask('POST', `/publications/${id}/approve`, { contentHash })
  expect(refused).toMatchObject({ status: 403, body: { code: 'publication.own_review' } })
  const approved = await reviewer.ask('POST', `/publications/${id}/approve`, { contentHash })
  expect(approved).toMatchObject({ status: 200, body: { state: 'published' } })
  return approved.body
}

const policy = (review: string) => reviewer.ask('PUT', '/packs/shop/policy', { review })

test('a push shows what it would change there, and changes nothing', async () => {
  await publish(modeller, {
    [RULES]: () => discountRules('12'),
    [ROLE]: retitled('读者'),
    [SITE]: () => entity('site', { city: { type: 'string', title: '城市', maxLength: 40 } }),
  })
  await publish(modeller, {
    [VISIT]: () => entity('visit', { site: { type: 'string', format: 'uuid', title: '地点', 'x-ref': 'site' } }),
  })
  const before = await definition(deployer, RULES)

  const { code, out } = await run(['--local'])

  expect(code).toBe(0)
  expect(out).toContain('Import of a local layer')
  expect(out).toContain(`+ ${VISIT}`)
  expect(out).toContain(`~ ${RULES}`)
  expect(out).toContain('Nothing was changed. Run it again with --apply.')
  expect(await definition(deployer, RULES)).toEqual(before)
  expect(await prod.rows('select * from jw.pack_plan')).toEqual([])
})

test('a part goes with what it uses, which is listed', async () => {
  const { code, out } = await run(['--local', '--only', VISIT, '--apply'])

  expect(code).toBe(0)
  expect(out).toContain(`Goes along, because it is used\n  ${SITE}\n`)
  expect(out).toContain('Done, as publication')
  expect((await definition(deployer, VISIT)).text).toBe((await definition(modeller, VISIT)).text)
  expect((await definition(deployer, SITE)).text).toBe((await definition(modeller, SITE)).text)
  expect((await definition(deployer, RULES)).local).toBe(false)
  expect(await run(['--local', '--only', 'shop/entity/visits'])).toMatchObject({
    code: 1,
    err: expect.stringContaining(`Did you mean ${VISIT}?`),
  })
})

test('under four eyes it waits there for a second person', async () => {
  await policy('four_eyes')

  const { code, out } = await run(['--local', '--apply', '--note', '五月折扣'])

  expect(code).toBe(0)
  expect(out).toMatch(/It waits for the approval of a second person, as publication [0-9a-f-]{36}\./)
  expect((await definition(deployer, RULES)).local).toBe(false)
  expect(await openReviews()).toMatchObject([{ note: '五月折扣', author: { name: 'deployer' } }])
  await approve()
  for (const id of [RULES, ROLE, VISIT, SITE])
    expect([id, (await definition(deployer, id)).text]).toEqual([id, (await definition(modeller, id)).text])
})

test('what both servers changed is decided by whoever pushes', async () => {
  await policy('off')
  await publish(deployer, { [ROLE]: retitled('生产读者') })
  await publish(modeller, { [ROLE]: retitled('开发读者') })

  const asked = await run(['--local', '--apply', '--json'])
  expect(asked.code).toBe(1)
  const { plan, applied, further } = JSON.parse(asked.out)
  expect({ applied, further, open: plan.open }).toEqual({ applied: null, further: [], open: 1 })
  expect(plan.conflicts).toMatchObject([{ id: ROLE, at: '/title', ours: '生产读者', theirs: '开发读者' }])

  const choices = path.join(folder, 'choices.json')
  fs.writeFileSync(choices, JSON.stringify({ [plan.conflicts[0].key]: 'theirs' }))
  expect((await run(['--local', '--apply', '--choices', choices])).code).toBe(0)
  expect((await definition(deployer, ROLE)).text).toContain('开发读者')
})

test('a promotion is taken back as one, after a review', async () => {
  await publish(modeller, { [RULES]: () => discountRules('13'), [ROLE]: retitled('又一个') })
  const before = await Promise.all([RULES, ROLE].map(id => definition(deployer, id)))
  expect((await run(['--local', '--apply'])).code).toBe(0)
  const [promotion] = (await deployer.ask('GET', '/publications?state=published')).body.items
  await policy('four_eyes')

  const asked = await deployer.ask('POST', `/publications/${promotion.id}/rollback`, { note: '折扣错了' })

  expect(asked).toMatchObject({ status: 201, body: { state: 'in_review', note: '折扣错了' } })
  await approve()
  const after = await Promise.all([RULES, ROLE].map(id => definition(deployer, id)))
  expect(after.map(each => each.text)).toEqual(before.map(each => each.text))
  await policy('off')
})

test('a pack is installed, then upgraded, signed on the way', async () => {
  const newerPack = path.join(folder, 'workshop')
  fs.cpSync(workshop, newerPack, { recursive: true })
  edit(path.join(newerPack, 'pack.json'), text => text.replace('"1.0.0"', '"1.0.1"'))
  edit(path.join(newerPack, 'roles/planner.role.json'), retitled('排程'))
  const unsigned = await run([workshop, '--apply'])
  expect(unsigned).toMatchObject({ code: 1, err: expect.stringContaining('[pack_file.unsigned]') })
  const key = ['--key', path.join(folder, 'maker.key')]

  const installed = await run([workshop, ...key, '--apply'])
  expect(installed.out).toContain('Install workshop 1.0.0\nSigned by maker.')
  expect(await compareInstalled({ ...prod.configuration, packs: [] }, workshop)).toEqual([])
  const newer = await compareInstalled({ ...prod.configuration, packs: [] }, newerPack)
  expect(newer.map(each => each.file)).toEqual(['roles/planner.role.json'])

  const again = await run([workshop, ...key])
  expect(again).toMatchObject({ code: 1, err: expect.stringContaining('[pack_plan.not_newer]') })
  const upgraded = await run([newerPack, ...key, '--apply'])
  expect(upgraded).toMatchObject({ code: 0, out: expect.stringContaining('Upgrade workshop 1.0.0 → 1.0.1') })
  expect((await deployer.ask('GET', '/packs')).body.items).toMatchObject([
    { name: 'shop' },
    { name: 'workshop', version: '1.0.1', signedBy: 'maker' },
  ])

  const [{ id: snapshot }] = (await deployer.ask('GET', '/snapshots')).body.items
  const order = { what: { snapshot }, withLater: false, note: null, setAside: [] }
  expect(await rollBack({ ...prod.configuration, packs: [] }, order)).toMatchObject({
    state: 'published',
    returning: [],
  })
  expect((await deployer.ask('GET', '/packs')).body.items).toMatchObject([{}, { version: '1.0.0' }])
})

test('a token that is missing, too small, revoked or ended pushes nothing', async () => {
  const reading = await newToken({ rights: ['read'] })
  expect(await run(['--local', '--apply'], '')).toMatchObject({
    code: 2,
    err: expect.stringContaining('JINGWEI_TOKEN'),
  })
  expect(await run(['--local', '--apply'], reading)).toMatchObject({
    code: 1,
    err: expect.stringContaining('[access.missing_right]'),
  })

  const { items } = (await deployer.ask('GET', '/access-tokens')).body
  await revokeToken(prod.configuration, items[0].id)
  expect(await run(['--local'], reading)).toMatchObject({
    code: 1,
    err: expect.stringContaining('[access_token.ended]'),
  })
  expect((await listTokens(prod.configuration, 'deployer')).map(each => each.state)).toContain('revoked')

  prod.clock.advance(3_600_001)
  expect(await run(['--local'])).toMatchObject({ code: 1, err: expect.stringContaining('[access_token.ended]') })
})

test('the operator of a server makes a token for somebody', async () => {
  const order = { login: 'deployer', name: 'build', rights: ['read'] as const, days: 30 }
  const { token: made } = await createToken(prod.configuration, order)

  // The command goes by the clock of its machine; that of this server stands earlier.
  expect(await prod.engine.accessTokens.find(made)).toMatchObject({ rights: ['read'] })
  await expect(createToken(prod.configuration, { ...order, login: 'nobody' })).rejects.toMatchObject({
    code: 'account.unknown',
  })
})
