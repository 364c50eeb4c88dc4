import { expect, test } from 'vitest'
import { compileFixture, testAllCodes, testFaults, type FaultRow } from '../../../../tests/support/definition-faults.ts'
import { visitPack } from '../../../../tests/support/visit-pack.ts'
import report from './fixtures/visit_register.report.json' with { type: 'json' }
import type { ReportModel } from './report-model.ts'

const path = 'reports/visit_register.report.json'
const files = { ...visitPack, [path]: report }

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

const manyColumns = [
  'subject',
  'kind',
  'held_on',
  'minutes',
  'cost',
  'share',
  'tags',
  'person',
  'created_at',
  'version',
]

const rows: FaultRow[] = [
  { code: 'report.unknown_role', put: '/roles/0', wrong: 'haed', nearest: 'head' },
  { code: 'report.unknown_region', put: '/region', wrong: 'XQ', right: 'DE' },
  { code: 'report.unknown_entity', put: '/entity', wrong: 'vist', nearest: 'visit' },
  {
    code: 'report.unknown_entity',
    put: '/parameters/properties/person/x-ref',
    wrong: 'gest',
    nearest: 'guest',
    right: 'visit',
  },
  { code: 'report.unknown_parameter', put: '/parameters/required/0', wrong: 'form', nearest: 'from' },
  { code: 'report.duplicate_column', put: '/columns/2/field', wrong: 'subject', right: 'created_at' },
  { code: 'report.format', put: '/columns/0/format', wrong: 'money', right: 'code' },
  { code: 'report.decimals', put: '/columns/3/decimals', wrong: 2 },
  { code: 'report.wrong_key', put: '/formats/3/sheet', wrong: 'x' },
  { code: 'report.duplicate_format', put: '/formats/3/type', wrong: 'csv' },
  { code: 'report.element_name', put: '/formats/2/root', wrong: 'XmlVisits', right: 'visits' },
  {
    code: 'report.too_many_columns',
    put: '/columns',
    wrong: [...manyColumns, 'updated_at'].map(field => ({ field })),
    at: '/formats/4',
    right: manyColumns.map(field => ({ field })),
  },
  {
    code: 'query.unknown_field',
    put: '/columns/2/field',
    wrong: 'person.nme',
    nearest: 'person.name',
    right: 'person.born_on',
  },
  { code: 'query.not_measurable', put: '/columns/0/total', wrong: 'sum', right: 'count_distinct' },
  { code: 'query.wrong_value', put: '/filter/held_on/gte', wrong: '${params.form}', right: '${month_start}' },
  { code: 'query.wrong_value', put: '/filter/held_on/gte', wrong: '${params.person}', right: '2026-01-01' },
  {
    code: 'query.wrong_value',
    put: '/parameters/properties/from/format',
    wrong: 'date-time',
    at: '/filter/held_on/gte',
  },
]
const shortRows: FaultRow[] = [{ code: 'report.nothing_to_show', put: '/detail', wrong: false, right: true }]

testFaults({ files, path, rows })
const { group_by: _groups, ...ungrouped } = report
testFaults({ files: { ...files, [path]: ungrouped }, path, rows: shortRows })
testAllCodes(new URL('./', import.meta.url), 'report', [...rows, ...shortRows])
