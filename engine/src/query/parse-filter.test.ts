import { expect, test } from 'vitest'
import { filterLimits, parseFilter } from './parse-filter.ts'
import { parseSort } from './parse-sort.ts'
import type { Queryable } from './queryable.ts'

const field = (name: string, type: string, rest: object = {}) => ({ name, type, ...rest })
const model = (name: string, ...fields: ReturnType<typeof field>[]): Queryable => ({
  name,
  byName: Object.fromEntries(fields.map(each => [each.name, each])),
})
const customer = model('customer', field('name', 'text'), field('region', 'text'))
const contract = model(
  'contract',
  field('title', 'text'),
  field('customer', 'reference', { target: 'customer' }),
  field('amount', 'decimal'),
  field('days', 'integer'),
  field('signed_on', 'date'),
  field('urgent', 'boolean'),
  field('tags', 'texts'),
  field('lines', 'lines'),
  field('status', 'enum', { options: [{ value: 'draft' }, { value: 'review' }] }),
)
const parse = (json: unknown) => parseFilter(json, contract, name => (name === 'customer' ? customer : undefined))
const codes = (json: unknown) => parse(json).problems.map(({ code, pointer }) => [code, pointer])

test('members of a filter must all hold; and, or nest', () => {
  const { filter } = parse({
    status: { eq: 'draft' },
    or: [{ days: { gt: 3 } }, { 'customer.region': { contains: '东' } }],
  })

  expect(filter).toMatchObject({
    all: [
      { all: [{ column: { column: 'status', type: 'enum' }, operator: 'eq', value: 'draft' }] },
      {
        any: [
          { all: [{ all: [{ operator: 'gt', value: 3 }] }] },
          { all: [{ all: [{ column: { column: 'region', via: { reference: 'customer', entity: 'customer' } } }] }] },
        ],
      },
    ],
  })
})

test('a whole string may be a placeholder, a part of one may not', () => {
  expect(parse({ created_by: { eq: '${user.id}' } }).filter).toMatchObject({
    all: [{ all: [{ value: { user: 'id' } }] }],
  })
  expect(parse({ customer: { in: '${user.unit_tree}' } }).problems).toEqual([])
  expect(codes({ title: { eq: 'x ${user.id}' } })).toEqual([['query.wrong_value', '/title/eq']])
  expect(codes({ title: { eq: '${user.__proto__}' } })).toEqual([['query.wrong_value', '/title/eq']])
  expect(codes({ customer: { eq: '${user.unit_tree}' } })).toEqual([['query.wrong_value', '/customer/eq']])
})

test('names that are no columns of the entity are refused', () => {
  for (const name of [
    'titel',
    'lines',
    'customer.customer.name',
    'title.name',
    'customer.nam',
    '__proto__',
    'constructor',
    'a"; drop table x',
  ]) {
    expect(
      codes({ [name]: { eq: 'x' } }).map(([code]) => code),
      name,
    ).toEqual(['query.unknown_field'])
  }
  expect(parse({ titel: { eq: 'x' } }).problems[0]!.nearest).toBe('title')
})

test('values must be of the column’s type, decimals as text', () => {
  const wrong: [string, string, unknown][] = [
    ['amount', 'gt', 5],
    ['amount', 'eq', '1e5'],
    ['days', 'eq', '5'],
    ['days', 'eq', 1.5],
    ['urgent', 'eq', 'true'],
    ['signed_on', 'lt', '2026-02-30'],
    ['signed_on', 'lt', '2026-2-3'],
    ['customer', 'eq', 'x'],
    ['status', 'eq', 'signed'],
    ['status', 'in', 'draft'],
    ['status', 'in', ['draft', 5]],
    ['title', 'eq', null],
    ['title', 'is_null', 'yes'],
    ['created_at', 'gt', '2026-01-01'],
    ['days', 'in', Array.from({ length: filterLimits.values + 1 }, () => 1)],
  ]
  for (const [name, operator, value] of wrong) {
    expect(codes({ [name]: { [operator]: value } }), `${name} ${operator} ${value}`).toEqual([
      ['query.wrong_value', `/${name}/${operator}`],
    ])
  }
})

test('operators must be those of the column’s type', () => {
  expect(codes({ urgent: { gt: true } })).toEqual([['query.unknown_operator', '/urgent/gt']])
  expect(codes({ title: { conains: 'x' } })).toEqual([['query.unknown_operator', '/title/conains']])
  expect(codes({ tags: { contains: 'a' } })).toEqual([])
})

test('what is no filter at all is refused', () => {
  expect(codes([])).toEqual([['query.malformed', '']])
  expect(codes({ title: 'x' })).toEqual([['query.malformed', '/title']])
  expect(codes({ or: { title: { eq: 'x' } } })).toEqual([['query.malformed', '/or']])
})

test('a filter is bounded in depth and in comparisons', () => {
  const nested = (depth: number): object => (depth === 0 ? { days: { eq: 1 } } : { and: [nested(depth - 1)] })
  const many = { or: Array.from({ length: filterLimits.comparisons + 1 }, () => ({ days: { eq: 1 } })) }

  expect(codes(nested(filterLimits.depth))).toEqual([])
  expect(codes(nested(filterLimits.depth + 1)).map(([code]) => code)).toEqual(['query.too_complex'])
  expect(codes(many).map(([code]) => code)).toEqual(['query.too_complex'])
})

test('an order is a list of columns, a minus for descending', () => {
  const sort = (text: string | string[]) => parseSort(text, contract, () => customer)

  expect(sort('-created_at,customer.name').sort).toMatchObject([
    { column: { column: 'created_at' }, descending: true },
    { column: { column: 'name', via: { reference: 'customer' } }, descending: false },
  ])
  expect(sort(['amuont']).problems).toMatchObject([{ code: 'query.unknown_field', pointer: '/0', nearest: 'amount' }])
  expect(sort('tags').problems).toMatchObject([{ code: 'query.not_sortable' }])
  expect(sort('days,-days,days,days,days').problems).toMatchObject([{ code: 'query.too_complex' }])
  expect(sort('').sort).toEqual([])
})
