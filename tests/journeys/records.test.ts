import { afterAll, beforeAll, expect, test } from 'vitest'
import { openHttpShop, type HttpShop, type Visitor } from '../support/http-shop.ts'

let shop: HttpShop
let rep: Visitor
let boss: Visitor

beforeAll(async () => {
  shop = await openHttpShop()
  rep = await shop.visitor('林晓', ['rep'])
  boss = await shop.visitor('陈国华', ['boss'])
})
afterAll(() => shop.close())

const draft = (rest: object = {}) => ({
  customer: shop.ids.customer,
  title: '年度合同',
  price_list: shop.ids.prices,
  lines: [{ product: shop.ids.product, quantity: '2' }],
  ...rest,
})

test('a contract is drafted, written, changed, submitted, read by others and told in its timeline', async () => {
  const drafted = await rep.ask('POST', '/records/contract/compute', draft())
  expect(drafted).toMatchObject({ status: 200, body: { amount: '25.00', lines: [{ list_price: '12.5000' }] } })

  const created = await rep.ask('POST', '/records/contract', draft())
  expect(created).toMatchObject({
    status: 201,
    headers: { etag: '"1"' },
    body: { status: 'draft', amount: '25.00', _labels: { customer: '浙江医院' } },
  })
  expect(created.headers['location']).toBe(`/api/records/contract/${created.body.id}`)
  const path = `/records/contract/${created.body.id}`

  const patched = await rep.ask(
    'PATCH',
    path,
    { lines: [{ product: shop.ids.product, quantity: '4' }] },
    { 'if-match': '"1"' },
  )
  expect(patched).toMatchObject({ status: 200, headers: { etag: '"2"' }, body: { amount: '50.00' } })

  const submitted = await rep.ask('POST', `${path}/transitions/submit`, { comment: '请审批' }, { 'if-match': '"2"' })
  expect(submitted).toMatchObject({
    status: 200,
    body: { status: 'review', version: 3, _permissions: { transitions: [] } },
  })

  expect(await boss.ask('GET', path)).toMatchObject({
    status: 200,
    headers: { etag: '"3"' },
    body: { number: expect.stringMatching(/^CT-2026-/) },
  })
  const { body } = await boss.ask('GET', `${path}/timeline`, undefined, { 'accept-language': 'zh-CN' })
  expect(body.items.map((item: any) => [item.actor.name, item.title, item.reason])).toEqual([
    ['林晓', '提交审批', '请审批'],
    ['林晓', '修改', null],
    ['林晓', '新建', null],
  ])
})

test('every change of a record is an audit entry of the same commit', async () => {
  const { body } = await rep.ask('POST', '/records/contract', draft())

  const entries = await shop.rows(
    'select e.*, r.xmin::text = (e.xid::text::bigint % 4294967296)::text as same from jw.audit_entry e join app.contract r on r.id::text = e.subject_id where subject_id = $1',
    [body.id],
  )

  expect(entries).toMatchObject([
    { action: 'record.created', command: 'record.create', cause: 'http', person_id: rep.personId, same: true },
  ])
})

test('a repeated request with one key makes one record', async () => {
  const send = (title: string) =>
    rep.ask('POST', '/records/contract', draft({ title }), { 'idempotency-key': 'one-intention' })

  const answers = await Promise.all([send('一次'), send('一次')])

  expect(answers.map(answer => answer.status)).toEqual([201, 201])
  expect(answers[0]!.body.id).toBe(answers[1]!.body.id)
  expect(await shop.rows(`select id from app.contract where title = '一次'`)).toHaveLength(1)
  expect(await send('另一次')).toMatchObject({ status: 422, body: { code: 'idempotency.key_reused' } })
})

test('lists filter, search, sort, count and page', async () => {
  for (const n of [1, 2, 3]) await rep.ask('POST', '/records/contract', draft({ title: `列表${n}`, days: n * 10 }))
  const list = (query: Record<string, string>) => rep.ask('GET', `/records/contract?${new URLSearchParams(query)}`)

  const filtered = await list({
    filter: JSON.stringify({ title: { contains: '列表' }, days: { gte: 20 } }),
    sort: '-days',
    count: 'true',
  })
  expect(filtered.body).toMatchObject({
    total: 2,
    next: null,
    items: [{ title: '列表3', _labels: { customer: '浙江医院' } }, { title: '列表2' }],
  })

  const first = await list({ q: '列表', sort: 'title', limit: '2', fields: 'title' })
  const second = await list({ q: '列表', sort: 'title', limit: '2', fields: 'title', after: first.body.next })
  expect([...first.body.items, ...second.body.items].map((item: any) => item.title)).toEqual([
    '列表1',
    '列表2',
    '列表3',
  ])
  expect(second.body.next).toBeNull()
  expect((await list({ filter: JSON.stringify({ owner: { eq: '${user.id}' } }), limit: '1' })).body.items).toHaveLength(
    1,
  )
})

test('a deleted record is gone', async () => {
  const { body } = await rep.ask('POST', '/records/contract', draft())
  const path = `/records/contract/${body.id}`

  expect((await rep.ask('DELETE', path, undefined, { 'if-match': '"1"' })).status).toBe(204)
  expect(await rep.ask('GET', path)).toMatchObject({ status: 404, body: { code: 'record.not_found' } })
})

test('of twenty writers on one version one wins, and the record holds what he wrote', async () => {
  const { body } = await rep.ask('POST', '/records/contract', draft())
  const path = `/records/contract/${body.id}`

  const answers = await Promise.all(
    Array.from({ length: 20 }, (_, n) => rep.ask('PATCH', path, { title: `写者${n}` }, { 'if-match': '"1"' })),
  )

  const winners = answers.filter(answer => answer.status === 200)
  expect(winners).toHaveLength(1)
  expect(answers.filter(answer => answer.status === 412)).toHaveLength(19)
  expect((await rep.ask('GET', path)).body).toMatchObject({ version: 2, title: winners[0]!.body.title })
})
