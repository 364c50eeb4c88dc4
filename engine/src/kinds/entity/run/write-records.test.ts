import { afterAll, beforeAll, expect, test } from 'vitest'
import { openShop, type Shop } from '../../../../../tests/support/shop.ts'
import { systemPrincipal } from '../../../runtime/command-runner.ts'

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

test('a new record gets defaults, looked-up prices, computed amounts, a number and its first state', async () => {
  const record = await create({
    lines: [
      { product: shop.ids.product, quantity: '3' },
      { product: shop.ids.product2, quantity: '0.5' },
    ],
  })

  expect(record).toMatchObject({
    version: 1,
    number: expect.stringMatching(/^CT-2026-\d{4}$/),
    status: 'draft',
    kind: 'sale',
    owner: shop.people.rep.personId,
    amount: '87.50',
    created_by: shop.people.rep.personId,
    created_at: '2026-03-02T01:00:00.000Z',
    lines: [
      { quantity: '3.0000', list_price: '12.5000', tax_rate: '13.0000', gross: '37.50', _labels: { product: '骨钉' } },
      { quantity: '0.5000', list_price: '100.0000', tax_rate: '6.0000', gross: '50.00' },
    ],
    _labels: { customer: '浙江医院', owner: '林晓', created_by: '林晓' },
    _permissions: { update: true, transitions: ['submit'], delete: true },
  })
  expect(record).not.toHaveProperty('cost')
  expect(record._permissions.fields.readOnly).toContain('amount')
  expect(shop.events.at(-1)).toEqual({ entity: 'contract', id: record.id, event: 'create' })
})

test('numbers are given out once each, without gaps, to commands that run at once', async () => {
  const records = await Promise.all(Array.from({ length: 12 }, () => create()))

  const numbers = records.map(record => Number(record.number.slice(-4))).sort((a, b) => a - b)
  expect(numbers).toEqual(Array.from({ length: 12 }, (_, n) => numbers[0]! + n))
})

test('a patch changes what it names, and an agreed price stays when the price list changes', async () => {
  const record = await create({ lines: [{ product: shop.ids.product, quantity: '1' }] })
  await shop.db.database.owner.query('update app.price_list_lines set price = 99 where product = $1', [
    shop.ids.product,
  ])
  try {
    const line = record.lines[0]
    const patched = await shop.act(shop.people.rep, 'contract', 'update', {
      id: record.id,
      version: 1,
      patch: {
        remark: '加急',
        lines: [
          { id: line.id, product: line.product, quantity: '2' },
          { product: shop.ids.product, quantity: '1' },
        ],
      },
    })

    expect(patched).toMatchObject({ version: 2, remark: '加急', amount: '124.00' })
    expect(patched.lines).toMatchObject([{ id: line.id, list_price: '12.5000' }, { list_price: '99.0000' }])
    const swapped = await shop.act(shop.people.rep, 'contract', 'update', {
      id: record.id,
      patch: { lines: [...patched.lines].reverse().map(({ id, product, quantity }) => ({ id, product, quantity })) },
    })
    expect(swapped.lines.map((l: any) => l.list_price)).toEqual(['99.0000', '12.5000'])
    const cleared = await shop.act(shop.people.rep, 'contract', 'update', {
      id: record.id,
      patch: { lines: [], remark: null },
    })
    expect(cleared).toMatchObject({ lines: [], remark: null, amount: null })
  } finally {
    await shop.db.database.owner.query('update app.price_list_lines set price = 12.5 where product = $1', [
      shop.ids.product,
    ])
  }
})

test('a patch that changes nothing writes nothing', async () => {
  const record = await create({ days: 30 })

  const same = await shop.act(shop.people.rep, 'contract', 'update', {
    id: record.id,
    version: 1,
    patch: { days: 30, title: '年度合同' },
  })

  expect(same.version).toBe(1)
})

test('of two writers on one version the second is told', async () => {
  const record = await create()
  const write = (title: string) =>
    shop.act(shop.people.rep, 'contract', 'update', { id: record.id, version: 1, patch: { title } })

  const results = await Promise.allSettled([write('甲'), write('乙')])

  expect(results.map(r => r.status).sort()).toEqual(['fulfilled', 'rejected'])
  const refused = results.find(r => r.status === 'rejected') as PromiseRejectedResult
  expect(refused.reason).toMatchObject({ code: 'record.version_conflict', status: 412 })
})

test('the state changes by transitions only, from the states they start in, and system ones by the system only', async () => {
  const record = await create()
  const go = (transition: string, who = shop.people.rep) =>
    shop.act(who, 'contract', 'transition', { id: record.id, transition, comment: '请审批' })

  await expect(go('approve')).rejects.toMatchObject({ code: 'record.forbidden' })
  await expect(go('approve', systemPrincipal)).rejects.toMatchObject({ code: 'record.illegal_transition' })
  await expect(go('sumbit')).rejects.toThrow('did you mean submit?')
  expect(await go('submit')).toMatchObject({ status: 'review', version: 2, _permissions: { transitions: [] } })
  expect(shop.events.at(-1)).toEqual({ entity: 'contract', id: record.id, event: 'submit' })
  await expect(go('submit')).rejects.toMatchObject({ code: 'record.illegal_transition', status: 409 })
  expect(await go('approve', systemPrincipal)).toMatchObject({ status: 'effective' })
})

test.each([
  ['an unknown field', { titel: 'x' }, '/titel', 'record.unknown_field'],
  ['a read-only field', { amount: '1' }, '/amount', 'record.read_only_field'],
  ['the state', { status: 'effective' }, '/status', 'record.read_only_field'],
  [
    'a JSON number for a decimal',
    { lines: [{ product: '0193f1c0-0000-7000-8000-000000000001', quantity: 3 }] },
    '/lines/0/quantity',
    'record.number_for_decimal',
  ],
  [
    'too many decimals',
    { lines: [{ product: '0193f1c0-0000-7000-8000-000000000001', quantity: '1.00001' }] },
    '/lines/0/quantity',
    'record.bad_format',
  ],
  ['a text that is too long', { title: 'x'.repeat(41) }, '/title', 'record.too_long'],
  ['a wrong type', { urgent: 'yes' }, '/urgent', 'record.wrong_type'],
  ['a value outside of the options', { kind: 'gift' }, '/kind', 'record.not_an_option'],
  ['a date that is none', { valid_from: '2026-02-30' }, '/valid_from', 'record.bad_format'],
  ['a number out of bounds', { days: 366 }, '/days', 'record.out_of_range'],
  [
    'a bound of a decimal',
    { lines: [{ product: '0193f1c0-0000-7000-8000-000000000001', quantity: '0' }] },
    '/lines/0/quantity',
    'record.out_of_range',
  ],
  ['a missing value', { title: '' }, '/title', 'record.required'],
  [
    'a failed check',
    { valid_from: '2026-02-02', valid_to: '2026-02-01' },
    '/valid_to',
    'record.validation.term_positive',
  ],
  ['the character 0', { title: 'a\0b' }, '/title', 'record.bad_character'],
  [
    'the id of a line that is not there',
    {
      lines: [
        { id: '0193f1c0-0000-7000-8000-000000000001', product: '0193f1c0-0000-7000-8000-000000000001', quantity: '1' },
      ],
    },
    '/lines/0/id',
    'record.unknown_line',
  ],
])('%s is refused with its place', async (_what, rest, pointer, code) => {
  await expect(create(rest)).rejects.toMatchObject({
    code: 'record.invalid',
    status: 422,
    problems: [{ pointer, code }],
  })
})

test('a value that must be unique is taken once', async () => {
  const twice = shop.act(systemPrincipal, 'customer', 'create', { record: { name: '浙江医院' } })

  await expect(twice).rejects.toMatchObject({ code: 'record.not_unique', status: 409 })
})

test('a record that others name is not deleted; one that nobody names is', async () => {
  const record = await create({ lines: [{ product: shop.ids.product, quantity: '1' }] })

  await expect(shop.act(shop.people.boss, 'product', 'delete', { id: shop.ids.product })).rejects.toMatchObject({
    code: 'record.in_use',
  })
  await shop.act(shop.people.rep, 'contract', 'delete', { id: record.id, version: 1 })
  await expect(shop.act(shop.people.boss, 'contract', 'get', { id: record.id })).rejects.toMatchObject({
    code: 'record.not_found',
  })
})
