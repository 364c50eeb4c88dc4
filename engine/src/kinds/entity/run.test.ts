import { afterAll, beforeAll, expect, test } from 'vitest'
import { openShop, type Shop } from '../../../../tests/support/shop.ts'
import { systemPrincipal } from '../../runtime/command-runner.ts'

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

test('lists are paged by key in any order, and every row comes once', async () => {
  const marks = ['b', 'a', null, 'c', 'a', null, 'b']
  for (const [n, remark] of marks.entries()) await create({ title: `页${n}`, tags: ['paged'], remark })
  const filter = { title: { contains: '页' } }

  for (const sort of ['-created_at', 'remark,-title', '-remark', 'customer.name,-days', '-status,number']) {
    const seen: string[] = []
    let after: string | undefined
    do {
      const page = await shop.act(shop.people.rep, 'contract', 'list', {
        filter,
        sort,
        limit: 2,
        ...(after && { after }),
      })
      seen.push(...page.items.map((item: any) => item.id))
      after = page.next ?? undefined
    } while (after)
    const whole = await shop.act(shop.people.rep, 'contract', 'list', { filter, sort, count: true })
    expect(whole.total).toBe(marks.length)
    expect(seen).toEqual(whole.items.map((item: any) => item.id))
  }
})

test('lists search by words, filter by the user and show only wanted fields', async () => {
  await create({ title: '百分%之_五' })

  const search = async (q: string) =>
    (await shop.act(shop.people.rep, 'contract', 'list', { q, fields: ['title', 'customer'] })).items
  expect((await search('%之_')).map((i: any) => i.title)).toEqual(['百分%之_五'])
  expect(await search('百分 没有')).toEqual([])
  expect((await search('百分 浙江')).length).toBe(1)
  expect(Object.keys((await search('百分'))[0]!)).not.toContain('remark')
  const mine = await shop.act(shop.people.boss, 'contract', 'list', { filter: { owner: { eq: '${user.id}' } } })
  expect(mine.items).toEqual([])
  await expect(shop.act(shop.people.rep, 'contract', 'list', { after: 'bad' })).rejects.toMatchObject({
    code: 'record.bad_query',
    status: 400,
  })
  await expect(
    shop.act(shop.people.rep, 'contract', 'list', { filter: { statsu: { eq: 'x' } } }),
  ).rejects.toMatchObject({
    problems: [{ pointer: '/filter/statsu', code: 'query.unknown_field' }],
  })
})

test('a draft is computed without being saved, with what is still missing', async () => {
  const computed = await shop.act(shop.people.rep, 'contract', 'compute', {
    record: {
      price_list: shop.ids.prices,
      amount: '1',
      lines: [{ product: shop.ids.product, quantity: '2', gross: 'x' }],
    },
  })

  expect(computed).toMatchObject({ amount: '25.00', status: 'draft', _labels: { owner: '林晓', price_list: '2026' } })
  expect(computed.lines[0]).toMatchObject({ list_price: '12.5000', gross: '25.00', _labels: { product: '骨钉' } })
  expect(computed.lines[0]).not.toHaveProperty('id')
  expect(computed).not.toHaveProperty('cost')
})

test('the timeline tells who changed what, in the reader’s language and within his rights', async () => {
  const record = await create({ lines: [{ product: shop.ids.product, quantity: '1' }] })
  await shop.act(shop.people.boss, 'contract', 'update', {
    id: record.id,
    patch: {
      cost: '5',
      days: 30,
      lines: [
        { id: record.lines[0].id, product: shop.ids.product, quantity: '2' },
        { product: shop.ids.product2, quantity: '1' },
      ],
    },
  })
  await shop.act(shop.people.rep, 'contract', 'transition', { id: record.id, transition: 'submit', comment: '请审批' })

  const story = await shop.act<any[]>(shop.people.rep, 'contract', 'timeline', { id: record.id, locale: 'zh-CN' })

  expect(story.map(({ title, actor, reason }) => [title, actor.name, reason])).toEqual([
    ['提交审批', '林晓', '请审批'],
    ['修改', '陈国华', null],
    ['新建', '林晓', null],
  ])
  expect(story[0].changes).toEqual([{ field: 'status', title: '状态', old: 'draft', new: 'review' }])
  expect(story[1].changes).toEqual(
    expect.arrayContaining([
      { field: 'days', title: '账期', old: null, new: 30 },
      { field: 'lines[1].quantity', title: '明细 · 数量', old: '1.0000', new: '2.0000' },
      { field: 'lines[+1]', title: '明细', old: null, new: '钢板' },
      { field: 'amount', title: '含税金额', old: '12.50', new: '125.00' },
    ]),
  )
  expect(JSON.stringify(story)).not.toContain('cost')
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
