import type { Principal } from '../../../runtime/context.ts'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openShop, type Shop } from '../../../../../tests/support/shop.ts'

let shop: Shop
beforeAll(async () => void (shop = await openShop()))
afterAll(() => shop.close())

const draft = (rest: object = {}) => ({
  customer: shop.ids.customer,
  title: '年度合同',
  price_list: shop.ids.prices,
  ...rest,
})
const create = (rest: object = {}, who = shop.people.rep) =>
  shop.act(who, 'contract', 'create', { record: draft(rest) })

test('who may not read a record does not learn that it is there', async () => {
  const record = await create()
  const as = (operation: string, rest: object = {}) =>
    shop.act(shop.people.other, 'contract', operation, { id: record.id, ...rest })

  await expect(as('get')).rejects.toMatchObject({ code: 'record.not_found' })
  await expect(as('update', { patch: { title: 'x' } })).rejects.toMatchObject({ code: 'record.not_found' })
  await expect(as('transition', { transition: 'submit' })).rejects.toMatchObject({ code: 'record.not_found' })
  await expect(as('delete')).rejects.toMatchObject({ code: 'record.not_found' })
  await expect(
    shop.act(shop.people.reader, 'contract', 'update', { id: record.id, patch: { title: 'x' } }),
  ).rejects.toMatchObject({ code: 'record.forbidden' })
  await expect(shop.act(shop.people.nobody, 'contract', 'list', {})).rejects.toMatchObject({ code: 'record.forbidden' })
})

test('a record can not be created out of one’s own reach', async () => {
  const creating = create({ owner: shop.people.other.personId })

  await expect(creating).rejects.toMatchObject({ code: 'record.forbidden' })
})

test('hidden fields are not shown, not written, not searched by and not sorted by', async () => {
  const { rep, boss, reader } = shop.people
  const record = await create({ remark: '机密' })
  const priced = await shop.act(boss, 'contract', 'update', {
    id: record.id,
    patch: { cost: '1000', lines: [{ product: shop.ids.product, quantity: '1', cost: '7' }] },
  })

  const shown = await shop.act(rep, 'contract', 'get', { id: record.id })
  expect(shown).not.toHaveProperty('cost')
  expect(shown.lines[0]).not.toHaveProperty('cost')
  await expect(shop.act(rep, 'contract', 'update', { id: record.id, patch: { cost: '1' } })).rejects.toMatchObject({
    code: 'record.field_forbidden',
    details: { fields: ['cost'] },
  })
  const kept = await shop
    .act(rep, 'contract', 'update', {
      id: record.id,
      patch: { lines: [{ id: priced.lines[0].id, product: shop.ids.product, quantity: '2' }] },
    })
    .then(() => shop.act(boss, 'contract', 'get', { id: record.id }))
  expect(kept.lines[0]).toMatchObject({ cost: '7.00', quantity: '2.0000' })
  const found = await shop.act(reader, 'contract', 'list', { filter: { remark: { contains: '机密' } } })
  expect(found.items).toEqual([])
  expect((await shop.act(boss, 'contract', 'list', { filter: { remark: { contains: '机密' } } })).items).toHaveLength(1)
  await expect(shop.act(reader, 'contract', 'list', { sort: 'remark' })).rejects.toMatchObject({
    code: 'record.bad_query',
  })
})

test('a field that an inverted rule hides is neither shown nor found', async () => {
  const spy: Principal = { ...shop.people.reader, roles: ['auditor'] }
  const record = await create({ remark: '看不见', days: 77 })

  expect(await shop.act(spy, 'contract', 'get', { id: record.id })).not.toHaveProperty('remark')
  const find = async (filter: object) => (await shop.act(spy, 'contract', 'list', { filter })).items.length
  expect(await find({ days: { eq: 77 } })).toBe(1)
  expect(await find({ remark: { eq: '看不见' } })).toBe(0)
  expect(await find({ remark: { is_null: true }, days: { eq: 77 } })).toBe(0)
})

test('references must be there and be readable', async () => {
  const unknown = '0193f1c0-0000-7000-8000-000000000bad'

  await expect(create({ customer: unknown })).rejects.toMatchObject({
    problems: [{ pointer: '/customer', code: 'record.unknown_reference' }],
  })
  await expect(create({ customer: shop.ids.secret })).rejects.toMatchObject({
    problems: [{ pointer: '/customer', code: 'record.unknown_reference' }],
  })
  await expect(create({ lines: [{ product: unknown, quantity: '1' }] })).rejects.toMatchObject({
    problems: [{ pointer: '/lines/0/product' }],
  })
})

test('whoever was asked in a task reads its record through the task, and writes its form while it is his turn', async () => {
  const record = await create()
  const { nobody } = shop.people
  const [instance, task] = ['0193f1c0-0000-7000-8000-0000000000e1', '0193f1c0-0000-7000-8000-0000000000e2']
  const sql = shop.db.database.owner
  await sql.query(
    `insert into flow.instance (id, root_id, definition, version, state, started_at) values ($1, $1, 'f', 1, 'running', now())`,
    [instance],
  )
  await sql.query(
    `insert into flow.task (id, instance_id, root_id, token_id, element, kind, title, subject_entity, subject_id, state, round, opened_at)
     values ($1, $2, $2, $2, 'e', 'approval', 't', 'contract', $3, 'open', 1, now())`,
    [task, instance, record.id],
  )
  await sql.query(
    `insert into flow.participant (id, task_id, person_id, position, state) values ($1, $1, $2, 0, 'active')`,
    [task, nobody.personId],
  )
  const through = (grant: object) => ({ id: record.id, task: { id: task, ...grant } })

  expect(await shop.act(nobody, 'contract', 'get', through({}))).toMatchObject({
    title: '年度合同',
    _permissions: { update: false },
  })
  await expect(shop.act(nobody, 'contract', 'get', { id: record.id })).rejects.toMatchObject({
    code: 'record.not_found',
  })
  await expect(
    shop.act(nobody, 'contract', 'update', { ...through({ writable: ['remark'] }), patch: { title: 'x' } }),
  ).rejects.toMatchObject({ code: 'record.field_forbidden' })
  expect(
    await shop.act(nobody, 'contract', 'update', { ...through({ writable: ['remark'] }), patch: { remark: '同意' } }),
  ).toMatchObject({ remark: '同意' })
  await sql.query(`update flow.participant set state = 'approved'`)
  await expect(
    shop.act(nobody, 'contract', 'update', { ...through({ writable: ['remark'] }), patch: { remark: 'x' } }),
  ).rejects.toMatchObject({ code: 'record.not_found' })
  expect(await shop.act(nobody, 'contract', 'get', through({}))).toMatchObject({ remark: '同意' })
  await expect(shop.act(shop.people.other, 'contract', 'get', through({}))).rejects.toMatchObject({
    code: 'record.not_found',
  })
})
