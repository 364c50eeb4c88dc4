import { afterAll, beforeAll, expect, test } from 'vitest'
import { ask, openHttpShop, type HttpShop, type Visitor } from '../support/http-shop.ts'

let shop: HttpShop
let rep: Visitor
let other: Visitor
let reader: Visitor
let path: string

beforeAll(async () => {
  shop = await openHttpShop()
  rep = await shop.visitor('林晓', ['rep'])
  other = await shop.visitor('王磊', ['rep'])
  reader = await shop.visitor('何静', ['reader'])
  path = `/records/contract/${(await rep.ask('POST', '/records/contract', draft())).body.id}`
})
afterAll(() => shop.close())

const draft = (rest: object = {}) => ({ customer: shop.ids.customer, title: '年度合同', ...rest })

/** Nothing that a refused request began may be left: no record, no audit entry, no claimed key. */
async function state(): Promise<unknown> {
  const counts = ['app.contract', 'app.contract_lines', 'jw.audit_entry', 'jw.idempotency', 'flow.instance']
  return shop.rows(
    `select ${counts.map(table => `(select count(*) from ${table}) as "${table}"`).join(', ')}, (select sum(version) from app.contract) as versions`,
  )
}

async function refused(request: Promise<{ status: number; body: any; headers: Record<string, unknown> }>) {
  const before = await state()
  const answer = await request
  expect(answer.headers['content-type']).toMatch('application/problem+json')
  expect(answer.body).toMatchObject({
    type: `/problems/${answer.body.code}`,
    status: answer.status,
    instance: expect.any(String),
  })
  expect(await state()).toEqual(before)
  return {
    status: answer.status,
    code: answer.body.code,
    places: answer.body.errors?.map((e: any) => e.pointer),
    detail: answer.body.detail,
  }
}

test.each([
  ['an unknown field', { titel: 'x' }, '/titel'],
  ['a wrong type', { days: 'thirty' }, '/days'],
  ['a text that is too long', { title: 'x'.repeat(41) }, '/title'],
  [
    'a JSON number for money',
    { lines: [{ product: '0193f1c0-0000-7000-8000-000000000001', quantity: 1.5 }] },
    '/lines/0/quantity',
  ],
  ['a read-only field', { status: 'effective' }, '/status'],
  ['the key __proto__', JSON.parse('{"__proto__x":1}'), '/__proto__x'],
  ['a reference to nothing', { customer: '0193f1c0-0000-7000-8000-000000000bad' }, '/customer'],
  ['the character 0', { title: 'a\0' }, '/title'],
])('%s is answered with its place, and nothing is kept', async (_what, rest, pointer) => {
  const sent = rep.ask('POST', '/records/contract', draft(rest), { 'idempotency-key': 'k' })

  expect(await refused(sent)).toMatchObject({ status: 422, code: 'record.invalid', places: [pointer] })
})

test('several faults are told at once', async () => {
  const { places } = await refused(rep.ask('POST', '/records/contract', { titel: 'x', days: 999 }))

  expect(places.sort()).toEqual(['/customer', '/days', '/titel', '/title'])
})

test('a body of 10 MB is not read', async () => {
  const sent = rep.ask('POST', '/records/contract', draft({ remark: 'x'.repeat(10_000_000) }))

  expect(await refused(sent)).toMatchObject({ status: 413, code: 'request.too_large' })
})

test.each([
  ['no JSON', '{"title":', 400, 'request.bad_json'],
  ['a poisoned prototype', '{"__proto__":{"x":1},"title":"x"}', 400, 'request.bad_json'],
  ['a list', '[]', 400, 'request.invalid'],
])('a body that is %s is refused', async (_what, body, status, code) => {
  expect(await refused(rep.ask('POST', '/records/contract', body))).toMatchObject({ status, code })
})

test('another media type is refused', async () => {
  expect(
    await refused(rep.ask('POST', '/records/contract', 'title=x', { 'content-type': 'text/plain' })),
  ).toMatchObject({ status: 415, code: 'request.unsupported_media_type' })
})

test('a stale version is told with both versions, and a missing one is asked for', async () => {
  expect(await refused(rep.ask('PATCH', path, { title: 'x' }, { 'if-match': '"7"' }))).toMatchObject({
    status: 412,
    code: 'record.version_conflict',
  })
  expect(await refused(rep.ask('PATCH', path, { title: 'x' }))).toMatchObject({
    status: 428,
    code: 'record.version_required',
  })
  expect(await refused(rep.ask('PATCH', path, { title: 'x' }, { 'if-match': 'W/"1"' }))).toMatchObject({
    status: 400,
    code: 'request.bad_if_match',
  })
})

test('who has no right is told so, and who may not know the record does not learn of it', async () => {
  expect(await refused(reader.ask('POST', '/records/contract', draft()))).toMatchObject({
    status: 403,
    code: 'record.forbidden',
  })
  expect(await refused(reader.ask('PATCH', path, { title: 'x' }, { 'if-match': '"1"' }))).toMatchObject({
    status: 403,
    code: 'record.forbidden',
  })
  expect(await refused(rep.ask('PATCH', path, { cost: '1' }, { 'if-match': '"1"' }))).toMatchObject({
    status: 403,
    code: 'record.field_forbidden',
  })
  for (const [method, suffix, body] of [
    ['GET', ''],
    ['GET', '/timeline'],
    ['PATCH', '', { title: 'x' }],
    ['DELETE', ''],
    ['POST', '/transitions/submit', {}],
  ] as const)
    expect(await refused(other.ask(method, path + suffix, body, { 'if-match': '"1"' }))).toMatchObject({
      status: 404,
      code: 'record.not_found',
    })
})

test('who is not signed in, or whose session has ended, gets nothing', async () => {
  const late = await shop.visitor('过期', ['rep'])
  await late.ask('DELETE', '/session')

  expect(await refused(ask(shop.app, 'GET', path))).toMatchObject({ status: 401, code: 'session.ended' })
  expect(await refused(late.ask('POST', '/records/contract', draft()))).toMatchObject({
    status: 401,
    code: 'session.ended',
  })
})

test('a session ends by itself when nobody uses it', async () => {
  const idle = await shop.visitor('闲置', ['rep'])
  const now = shop.clock.now()
  shop.clock.advance(9 * 60 * 60 * 1000)
  try {
    expect(await refused(idle.ask('GET', '/records/contract'))).toMatchObject({ status: 401, code: 'session.ended' })
  } finally {
    shop.clock.set(now)
  }
})

test('a changing request without the token of its session is refused', async () => {
  const sent = rep.ask('POST', '/records/contract', draft(), { 'x-csrf-token': 'guessed' })

  expect(await refused(sent)).toMatchObject({ status: 403, code: 'session.csrf' })
})

test.each([
  ['/records/contrct', 404, 'definition.unknown'],
  ['/records/contract/not-an-id', 400, 'request.invalid'],
  ['/records/contract?filter={', 400, 'record.bad_query'],
  ['/records/contract?filter={"titel":{"eq":"x"}}', 400, 'record.bad_query'],
  ['/records/contract?sort=secret', 400, 'record.bad_query'],
  ['/records/contract?after=%00', 400, 'record.bad_query'],
  ['/records/contract?q=a%00b&sort=secret', 400, 'record.bad_query'],
  ['/records/contract?limit=100000', 400, 'request.invalid'],
  ['/records/contract?unknown=1', 400, 'request.invalid'],
  [
    `/records/contract?filter=${encodeURIComponent(JSON.stringify({ title: { contains: 'a\0' } }))}`,
    400,
    'record.bad_query',
  ],
])('GET %s is refused with a code', async (address, status, code) => {
  expect(await refused(rep.ask('GET', address))).toMatchObject({ status, code })
})
