import { expect, test } from 'vitest'
import { compileFixture, testAllCodes, testFaults, type FaultRow } from '../../../../tests/support/definition-faults.ts'
import list from './fixtures/visit_list.page.json' with { type: 'json' }
import record from './fixtures/visit_record.page.json' with { type: 'json' }
import type { PageModel } from './page-model.ts'

const named = (name: string, kind: object) => ({ name, title: name, ...kind })
const entity = (name: string) =>
  named(name, {
    $kind: 'entity',
    type: 'object',
    'x-display': 'subject',
    properties: {
      subject: { type: 'string' },
      kind: { type: 'string', oneOf: [{ const: 'onsite', title: 'On site' }] },
      minutes: { type: 'integer' },
      tags: { type: 'array', items: { type: 'string' } },
      costs: { type: 'array', 'x-lines': true, items: { type: 'object', properties: { what: { type: 'string' } } } },
    },
  })
const form = (name: string, of: string) =>
  named(name, { $kind: 'form', entity: of, sections: [{ key: 'all', title: 'All', fields: [{ field: 'subject' }] }] })

const files = {
  'entities/visit.entity.json': entity('visit'),
  'entities/call.entity.json': entity('call'),
  'forms/visit_edit.form.json': form('visit_edit', 'visit'),
  'forms/call_edit.form.json': form('call_edit', 'call'),
  'pages/visit_list.page.json': list,
  'pages/visit_record.page.json': record,
  'document-templates/visit_print.hbs':
    '---json\n{ "$kind": "document-template", "name": "visit_print", "title": "Visit", "entity": "visit", "format": "pdf" }\n---\n<p>{{subject}}</p>',
}

test('filters and orders of a list are parsed against its entity', async () => {
  const { compiled } = await compileFixture(files)

  const model = compiled.get('fixture/page/visit_list')!.compiled as PageModel

  expect(model.sort.map(key => [key.column.column, key.descending])).toEqual([
    ['created_at', true],
    ['subject', false],
  ])
  expect(model.views.map(view => view.key)).toEqual(['all', 'long', 'mine'])
  expect(model.views[2]!.filter).toMatchObject({ all: [{ all: [{ operator: 'eq', value: { user: 'id' } }] }] })
})

const listRows: FaultRow[] = [
  { code: 'page.unknown_entity', put: '/entity', wrong: 'vist', nearest: 'visit' },
  { code: 'page.unknown_field', put: '/columns/0/field', wrong: 'subjct', nearest: 'subject' },
  { code: 'page.lines_in_column', put: '/columns/0/field', wrong: 'costs', right: 'kind' },
  { code: 'page.unknown_form', put: '/create_form', wrong: 'visit_edt', nearest: 'visit_edit' },
  { code: 'page.unknown_page', put: '/record_page', wrong: 'visit_rcord', nearest: 'visit_record' },
  { code: 'page.other_entity', put: '/create_form', wrong: 'call_edit', right: 'visit_edit' },
  { code: 'page.wrong_key', put: '/facts', wrong: ['kind'] },
  { code: 'page.duplicate_key', put: '/views/1/key', wrong: 'all', right: 'some' },
  { code: 'query.unknown_field', put: '/sort/0', wrong: '-subjct', right: '-subject' },
  { code: 'query.not_sortable', put: '/sort/0', wrong: 'tags', right: 'kind' },
  {
    code: 'query.unknown_field',
    put: '/views/0/filter',
    wrong: { subjct: { eq: 'x' } },
    at: '/views/0/filter/subjct',
    right: { subject: { eq: 'x' } },
  },
  {
    code: 'query.unknown_operator',
    put: '/views/0/filter',
    wrong: { kind: { gt: 'x' } },
    at: '/views/0/filter/kind/gt',
    right: { kind: { eq: 'onsite' } },
  },
  { code: 'query.wrong_value', put: '/views/1/filter/minutes/gt', wrong: '60', right: 61 },
  {
    code: 'query.wrong_value',
    put: '/views/1/filter/kind/in/0',
    wrong: 'ofsite',
    right: 'onsite',
    at: '/views/1/filter/kind/in',
  },
  { code: 'query.wrong_value', put: '/views/2/filter/created_by/eq', wrong: 'x-${user.id}', right: '${user.org_unit}' },
  { code: 'schema.missing_key', put: '/columns', wrong: undefined, at: '' },
]
const recordRows: FaultRow[] = [
  { code: 'page.unknown_document_template', put: '/documents/0', wrong: 'visit_prnt', nearest: 'visit_print' },
  { code: 'page.unknown_field', put: '/facts/0', wrong: 'knd', nearest: 'kind' },
  { code: 'page.wrong_key', put: '/sort', wrong: ['kind'] },
]

testFaults({ files, path: 'pages/visit_list.page.json', rows: listRows })
testFaults({ files, path: 'pages/visit_record.page.json', rows: recordRows })
testAllCodes(new URL('./', import.meta.url), 'page', [...listRows, ...recordRows])
