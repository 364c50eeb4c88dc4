import { expect, test } from 'vitest'
import { compileFixture, testAllCodes, testFaults } from '../../../../tests/support/definition-faults.ts'
import type { DashboardModel } from './dashboard-model.ts'
import { dashboardFaults, files } from './fixtures/faults.ts'

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

dashboardFaults.forEach(testFaults)
testAllCodes(
  new URL('./', import.meta.url),
  'dashboard',
  dashboardFaults.flatMap(table => table.rows),
)
