import { afterAll, beforeAll, expect, test } from 'vitest'
import { discountFiles, discountRules } from '../support/discount-rules.ts'
import { ask, openHttpShop, type Answer, type HttpShop, type Visitor } from '../support/http-shop.ts'

const ID = 'shop/rule-set/discount'
const DAY_MS = 24 * 60 * 60_000

const editorRole = {
  path: 'roles/editor.role.json',
  text: JSON.stringify({
    $kind: 'role',
    name: 'editor',
    title: '编辑',
    rules: [{ key: 'rules', action: ['read', 'edit'], subject: 'definition', conditions: { kind: 'rule-set' } }],
  }),
}

let shop: HttpShop
let boss: Visitor
let editor: Visitor
let rep: Visitor

beforeAll(async () => {
  shop = await openHttpShop([...discountFiles, editorRole])
  boss = await shop.visitor('boss', ['boss'])
  editor = await shop.visitor('editor', ['editor'])
  rep = await shop.visitor('rep', ['rep'])
})
afterAll(() => shop.close())

const inDays = (days: number) => new Date(shop.clock.now().getTime() + days * DAY_MS).toISOString()

const make = (who: Visitor, rest: object = {}): Promise<Answer> =>
  who.ask('POST', '/access-tokens', { name: 'build server', endsAt: inDays(30), ...rest })

/** A program with a token, as it asks: no cookie, no CSRF token. */
const program = (token: string) => (method: string, path: string, body?: unknown) =>
  ask(shop.app, method, path, body, { authorization: `Bearer ${token}` })

const newProgram = async (who: Visitor, rest: object = {}) => program((await make(who, rest)).body.token)

const change = async (limit: string) => {
  const { hash } = (await boss.ask('GET', `/definitions/${ID}`)).body
  return { changes: [{ id: ID, text: discountRules(limit), baseHash: hash }] }
}

test('a token is shown once, kept as a hash, and its making is written down', async () => {
  const made = await make(boss)

  expect(made).toMatchObject({
    status: 201,
    body: { name: 'build server', rights: ['read', 'edit', 'publish'], state: 'active', lastUsedAt: null },
  })
  const { id, token } = made.body
  expect(token).toMatch(/^jw_[\w-]{43}$/)
  const listed = (await boss.ask('GET', '/access-tokens')).body
  expect(listed.items[0].id).toBe(id)
  expect(JSON.stringify(listed)).not.toContain(token)
  expect(JSON.stringify(await shop.rows('select * from jw.access_token'))).not.toContain(token)
  expect(await shop.rows(`select action, changes from jw.audit_entry where subject_id = $1`, [id])).toMatchObject([
    { action: 'access_token.created', changes: { name: 'build server', endsAt: inDays(30) } },
  ])
})

test('a program reads and publishes definitions, and the trail names its token', async () => {
  const { id, token } = (await make(boss)).body
  const asks = program(token)

  expect((await asks('GET', `/definitions/${ID}`)).status).toBe(200)
  const published = await asks('POST', '/publications', await change('11'))

  expect(published).toMatchObject({ status: 201, body: { state: 'published', author: { name: 'boss' } } })
  expect(
    await shop.rows(`select cause from jw.audit_entry where subject_id = $1 and action = 'publication.submitted'`, [
      published.body.id,
    ]),
  ).toEqual([{ cause: `token ${id}` }])
  expect(
    (await boss.ask('GET', '/access-tokens')).body.items.find((each: { id: string }) => each.id === id),
  ).toMatchObject({ lastUsedAt: shop.clock.now().toISOString() })
})

test('a token opens nothing but definitions', async () => {
  const asks = await newProgram(boss)

  for (const [method, path, body] of [
    ['GET', '/records/contract'],
    ['GET', '/app'],
    ['GET', '/tasks'],
    ['POST', '/records/customer', { name: 'x' }],
    ['GET', '/access-tokens'],
    ['POST', '/access-tokens', { name: 'x', endsAt: inDays(1) }],
    ['DELETE', '/session'],
  ] as const)
    expect([path, await asks(method, path, body)]).toMatchObject([
      path,
      { status: 403, body: { code: 'access_token.out_of_reach' } },
    ])
  expect((await asks('GET', '/session')).status).toBe(401)
})

test('a token gives no right that its person has not, and only those that it was made with', async () => {
  expect(await make(rep)).toMatchObject({ status: 403, body: { code: 'access.missing_right' } })
  expect(await make(editor, { rights: ['publish'] })).toMatchObject({
    status: 403,
    body: { code: 'access.missing_right', action: 'publish' },
  })
  const reading = await newProgram(boss, { rights: ['read'] })

  expect((await reading('GET', `/definitions/${ID}`)).status).toBe(200)
  expect(await reading('POST', '/publications', await change('12'))).toMatchObject({
    status: 403,
    body: { code: 'access.missing_right', action: 'edit' },
  })
  const editing = await newProgram(editor)
  expect((await editing('GET', '/definitions/shop/entity/contract')).status).toBe(403)
  expect((await editing('POST', '/publications', await change('12'))).body.state).toBe('in_review')
})

test('a program decides no review and changes no policy', async () => {
  const asks = await newProgram(boss)
  const open = (await boss.ask('GET', '/publications?state=in_review')).body.items[0]
  const seen = (await asks('GET', `/publications/${open.id}`)).body
  expect(seen.permissions).toEqual({ approve: false, reject: false, withdraw: false })

  const path = `/publications/${open.id}`
  for (const answer of [
    await asks('POST', `${path}/approve`, { contentHash: open.contentHash }),
    await asks('POST', `${path}/reject`, { comment: 'no' }),
    await asks('PUT', '/packs/shop/policy', { review: 'off' }),
  ])
    expect(answer).toMatchObject({ status: 403, body: { code: 'access_token.person_needed' } })
  expect((await boss.ask('GET', path)).body.state).toBe('in_review')
})

test('a token that ended, was revoked or is made up opens nothing', async () => {
  const ended = await newProgram(boss, { endsAt: new Date(shop.clock.now().getTime() + 60_000).toISOString() })
  const { id, token } = (await make(boss)).body
  const refused = { status: 401, body: { code: 'access_token.ended' } }
  expect((await ended('GET', '/packs')).status).toBe(200)

  shop.clock.advance(61_000)
  expect(await editor.ask('DELETE', `/access-tokens/${id}`)).toMatchObject({ status: 404 })
  expect((await boss.ask('DELETE', `/access-tokens/${id}`)).status).toBe(204)

  expect(await ended('GET', '/packs')).toMatchObject(refused)
  expect(await program(token)('GET', '/packs')).toMatchObject(refused)
  expect(await program('jw_nothing')('GET', '/packs')).toMatchObject(refused)
  expect(await boss.ask('DELETE', `/access-tokens/${id}`)).toMatchObject({
    status: 404,
    body: { code: 'access_token.unknown' },
  })
  const states = (await boss.ask('GET', '/access-tokens')).body.items.map((each: { state: string }) => each.state)
  expect(new Set(states)).toEqual(new Set(['active', 'ended', 'revoked']))
})

test('the token of a closed account opens nothing', async () => {
  const leaver = await shop.visitor('leaver', ['boss'])
  const asks = await newProgram(leaver)
  expect((await asks('GET', '/packs')).status).toBe(200)

  await shop.rows(`update jw.account set active = false where login = 'leaver'`)

  expect(await asks('GET', '/packs')).toMatchObject({ status: 401, body: { code: 'access_token.ended' } })
})

test('a token ends within a year', async () => {
  for (const endsAt of [inDays(-1), inDays(367)])
    expect(await make(boss, { endsAt })).toMatchObject({ status: 422, body: { code: 'access_token.bad_end' } })
})

test('a program that asks without end is slowed down', async () => {
  const asks = program('jw_guess')
  let answer = await asks('GET', '/packs')
  for (let i = 0; i < 400 && answer.status === 401; i++) answer = await asks('GET', '/packs')

  expect(answer).toMatchObject({ status: 429, body: { code: 'request.too_many' } })
  expect(Number(answer.headers['retry-after'])).toBeGreaterThan(0)
  // People on the same address go on working.
  expect((await boss.ask('GET', '/packs')).status).toBe(200)
})
