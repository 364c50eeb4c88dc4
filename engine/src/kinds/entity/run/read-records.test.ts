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
