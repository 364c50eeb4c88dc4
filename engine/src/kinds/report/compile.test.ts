import { expect, test } from 'vitest'
import { compileFixture, testAllCodes, testFaults } from '../../../../tests/support/definition-faults.ts'
import type { ReportModel } from './report-model.ts'
import { files, reportFaults } from './fixtures/faults.ts'

test('a report gets one query and one plan of writing for each format', async () => {
  const { compiled, diagnostics } = await compileFixture(files)

  const model = compiled.get('fixture/report/visit_register')!.compiled as ReportModel

  expect(diagnostics).toEqual([])
  expect(model.parameters).toMatchObject([
    { name: 'from', type: 'date', required: true },
    { name: 'person', type: 'reference', target: 'guest', required: false },
    { name: 'kinds', type: 'texts' },
  ])
  expect(model.columns.map(column => [column.title, column.format])).toEqual([
    ['subject', 'code'],
    ['held_on', 'date'],
    ['人员', 'code'],
    ['minutes', 'number'],
    ['cost', 'money'],
    ['share', 'percent'],
  ])
  expect(model.columns[4]).toMatchObject({ currency: 'CNY', decimals: 2, total: { aggregate: 'avg', type: 'decimal' } })
  expect(model.writers).toMatchObject([
    { type: 'xlsx', sheet: '拜访', numberFormats: [null, 'yyyy-mm-dd', null, null, '#,##0.00', '0.0"%"'] },
    { type: 'csv', separator: ',', encoding: 'gb18030' },
    { type: 'xml', root: 'visits', row: 'visit', elements: expect.arrayContaining(['person_name']) },
    { type: 'json', keys: ['subject', 'held_on', 'person_name', 'minutes', 'cost', 'share'] },
    { type: 'pdf', page: 'A4', orientation: 'portrait' },
  ])
})

reportFaults.forEach(testFaults)
testAllCodes(
  new URL('./', import.meta.url),
  'report',
  reportFaults.flatMap(table => table.rows),
)
