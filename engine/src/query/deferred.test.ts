import { expect, test } from 'vitest'
import { bindFilter, dayOf } from './bind-filter.ts'
import type { FilterNode } from './filter-node.ts'
import { parseFilter } from './parse-filter.ts'
import { parseGroup } from './parse-group.ts'
import { parseMeasure, type Aggregate } from './parse-measure.ts'
import type { Queryable } from './queryable.ts'

const field = (name: string, type: string) => ({ name, type })
const fields = [field('amount', 'decimal'), field('days', 'integer'), field('on', 'date'), field('tags', 'texts')]
const model: Queryable = {
  name: 'contract',
  byName: Object.fromEntries([...fields, field('title', 'text')].map(each => [each.name, each])),
}
const modelOf = () => undefined
const parameters = { from: { type: 'date' }, titles: { type: 'texts' }, days: { type: 'integer' } } as const
const parse = (json: unknown) => parseFilter(json, model, modelOf, { parameters })
const binding = { today: '2026-08-19', startOfDay: (day: string) => `${day}T00:00:00+08:00` }

test('days around today and parameters may stand in a filter that is bound later', () => {
  const { filter } = parse({
    on: { gte: '${month_start-1y}', lt: '${params.from}' },
    created_at: { gte: '${today}' },
    title: { in: '${params.titles}' },
  })

  const bound = bindFilter(filter!, { ...binding, parameters: { from: '2026-09-01', titles: ['a', 'b'] } })

  expect(valuesOf(bound)).toEqual(['2025-08-01', '2026-09-01', '2026-08-19T00:00:00+08:00', ['a', 'b']])
})

test('a comparison with a parameter that nobody gave is left out, also beside alternatives', () => {
  const { filter } = parse({
    on: { gte: '${params.from}' },
    or: [{ days: { eq: '${params.days}' } }, { days: { eq: 3 } }],
  })

  expect(valuesOf(bindFilter(filter!, binding))).toEqual([3])
  expect(valuesOf(bindFilter(filter!, { ...binding, parameters: { days: 7, from: null } }))).toEqual([7, 3])
})

test('deferred values must be known, of the type, and allowed at all', () => {
  const codes = (json: unknown) => parse(json).problems.map(problem => [problem.code, problem.pointer])

  expect(codes({ on: { gte: '${params.form}' } })).toEqual([['query.wrong_value', '/on/gte']])
  expect(codes({ amount: { gt: '${params.days}' } })).toEqual([['query.wrong_value', '/amount/gt']])
  expect(codes({ amount: { gt: '${today}' } })).toEqual([['query.wrong_value', '/amount/gt']])
  expect(codes({ on: { in: '${today}' } })).toEqual([['query.wrong_value', '/on/in']])
  expect(codes({ on: { eq: '${tomorow}' } })).toEqual([['query.wrong_value', '/on/eq']])
  expect(parseFilter({ on: { gte: '${today}' } }, model, modelOf).problems).toMatchObject([
    { code: 'query.wrong_value' },
  ])
})

test('points around a day', () => {
  const on = (from: Parameters<typeof dayOf>[0]['from'], shift = 0) =>
    dayOf({ from, shift, unit: 'months' }, '2026-08-19')

  expect(on('week_start')).toBe('2026-08-17')
  expect(on('month_start', -6)).toBe('2026-02-01')
  expect(on('quarter_start')).toBe('2026-07-01')
  expect(on('year_start')).toBe('2026-01-01')
  expect(dayOf({ from: 'today', shift: 1, unit: 'months' }, '2026-01-31')).toBe('2026-02-28')
})

test('aggregates are typed against the entity', () => {
  const type = (aggregate: Aggregate, name?: string) => {
    const { measure, problems } = parseMeasure({ aggregate, ...(name && { field: name }) }, model, modelOf)
    return measure?.type ?? problems.map(problem => problem.code)[0]
  }

  expect([type('count'), type('sum', 'amount'), type('avg', 'days'), type('max', 'on')]).toEqual([
    'integer',
    'decimal',
    'decimal',
    'date',
  ])
  expect([type('count', 'days'), type('sum')]).toEqual(['query.measure_field', 'query.measure_field'])
  expect([type('sum', 'title'), type('sum', 'amout')]).toEqual(['query.not_measurable', 'query.unknown_field'])
})

test('rows are grouped by values, and dates by periods', () => {
  const group = (name: string, by?: 'month') => parseGroup({ field: name, ...(by && { by }) }, model, modelOf)

  expect(group('title').group).toMatchObject({ by: null, column: { column: 'title' } })
  expect(group('created_at', 'month').group).toMatchObject({ by: 'month' })
  expect(group('created_at').problems).toMatchObject([{ code: 'query.not_groupable' }])
  expect(group('title', 'month').problems).toMatchObject([{ code: 'query.not_groupable', pointer: '/by' }])
  expect(group('tags').problems).toMatchObject([{ code: 'query.not_groupable' }])
  expect(group('titel').problems).toMatchObject([{ code: 'query.unknown_field', nearest: 'title' }])
})

function valuesOf(filter: FilterNode): unknown[] {
  if ('all' in filter) return filter.all.flatMap(valuesOf)
  return 'any' in filter ? filter.any.flatMap(valuesOf) : [filter.value]
}
