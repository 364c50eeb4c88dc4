import { expect, test } from 'vitest'
import { compileFixture, testAllCodes, testFaults, type FaultRow } from '../../../../tests/support/definition-faults.ts'
import { visitPack } from '../../../../tests/support/visit-pack.ts'
import type { DashboardModel } from './dashboard-model.ts'
import dashboard from './fixtures/visits.dashboard.json' with { type: 'json' }

const path = 'dashboards/visits.dashboard.json'
const files = { ...visitPack, [path]: dashboard }

test('each widget gets the query that fills it, typed against its entity', async () => {
  const { compiled, diagnostics } = await compileFixture(files)

  const { widgets } = compiled.get('fixture/dashboard/visits')!.compiled as DashboardModel

  expect(diagnostics).toEqual([])
  expect(widgets.map(widget => [widget.query.type, widget.width])).toEqual([
    ['kpi', 3],
    ['chart', 12],
    ['table', 6],
    ['list', 6],
  ])
  expect(widgets[0]!.query).toMatchObject({
    filter: { all: [{ all: [{ value: { day: { from: 'month_start', shift: 0 } } }] }] },
    period: { column: { column: 'held_on' }, span: 'month', count: 1 },
    measure: { aggregate: 'sum', type: 'integer' },
    target: { value: '1200', good: 'at_least' },
  })
  expect(widgets[1]!.query).toMatchObject({ axis: { by: 'month' }, series: { column: { column: 'kind' } } })
  expect(widgets[2]!.query).toMatchObject({ sort: [{ by: { measure: 0 }, descending: true }] })
})

test('where a field, a page and a role are used is noted', async () => {
  const { references } = await compileFixture(files)

  const uses = references.get('fixture/dashboard/visits')!.map(({ to, at }) => `${to} ${at}`)

  expect(uses).toEqual(
    expect.arrayContaining([
      'role/head /roles/0',
      'page/visit_list /widgets/0/page',
      'entity/visit#minutes /widgets/0/measure/field',
      'entity/visit#person /widgets/3/columns/1/field',
      'entity/guest#name /widgets/3/columns/1/field',
      'entity/visit#held_on /widgets/0/filter/held_on',
    ]),
  )
})

const rows: FaultRow[] = [
  { code: 'dashboard.unknown_role', put: '/roles/0', wrong: 'haed', nearest: 'head' },
  { code: 'dashboard.unknown_role', put: '/widgets/1/roles/0', wrong: 'haed', nearest: 'head' },
  { code: 'dashboard.duplicate_key', put: '/widgets/1/key', wrong: 'this_month' },
  { code: 'dashboard.duplicate_key', put: '/widgets/2/measures/1/key', wrong: 'times' },
  { code: 'dashboard.unknown_entity', put: '/widgets/3/entity', wrong: 'vist', nearest: 'visit' },
  { code: 'dashboard.unknown_page', put: '/widgets/0/page', wrong: 'visit_lst', nearest: 'visit_list' },
  { code: 'dashboard.other_page', put: '/widgets/0/page', wrong: 'guest_list' },
  { code: 'dashboard.wrong_key', put: '/widgets/0/limit', wrong: 3 },
  { code: 'schema.missing_key', put: '/widgets/0/measure', wrong: undefined, at: '/widgets/0' },
  { code: 'dashboard.no_period', put: '/widgets/0/period', wrong: undefined, at: '/widgets/0/compare_to' },
  { code: 'dashboard.not_a_date', put: '/widgets/0/period/field', wrong: 'subject', right: 'created_at' },
  {
    code: 'dashboard.target',
    put: '/widgets/0/measure',
    wrong: { aggregate: 'max', field: 'held_on' },
    at: '/widgets/0/target',
    right: { aggregate: 'count' },
  },
  {
    code: 'dashboard.line_axis',
    put: '/widgets/1/group_by',
    wrong: [{ field: 'subject' }, { field: 'held_on' }],
    at: '/widgets/1/group_by/0',
    right: [{ field: 'minutes' }, { field: 'held_on' }],
  },
  {
    code: 'dashboard.too_many_groups',
    put: '/widgets/1/chart',
    wrong: 'pie',
    at: '/widgets/1/group_by/1',
    right: 'bar',
  },
  { code: 'dashboard.unknown_order', put: '/widgets/2/sort/0', wrong: '-tims', nearest: 'times' },
  { code: 'query.unknown_field', put: '/widgets/3/columns/0/field', wrong: 'subjct', nearest: 'subject' },
  { code: 'query.unknown_field', put: '/widgets/3/sort/0', wrong: '-held_onn', nearest: 'held_on', right: 'held_on' },
  { code: 'query.unknown_field', put: '/widgets/0/measure/field', wrong: 'minuts', nearest: 'minutes' },
  { code: 'query.not_measurable', put: '/widgets/0/measure/field', wrong: 'subject' },
  { code: 'query.measure_field', put: '/widgets/1/measure/field', wrong: 'minutes' },
  { code: 'query.not_groupable', put: '/widgets/2/group_by/0/field', wrong: 'tags', right: 'person.name' },
  { code: 'query.unknown_field', put: '/widgets/2/group_by/0/field', wrong: 'persn', nearest: 'person' },
  {
    code: 'query.wrong_value',
    put: '/widgets/0/filter',
    wrong: { held_on: { gte: '${tomorrow}' } },
    at: '/widgets/0/filter/held_on/gte',
    right: { held_on: { gte: '${today-1w}' } },
  },
]

testFaults({ files, path, rows })
testAllCodes(new URL('./', import.meta.url), 'dashboard', [...rows])
