import { compileFixture, testAllCodes, testFaults, type FaultRow } from '../../../../tests/support/definition-faults.ts'
import { visitPack } from '../../../../tests/support/visit-pack.ts'
import { expect, test } from 'vitest'
import type { ChecklistModel } from './checklist-model.ts'
import checklist from './fixtures/visit_check.checklist.json' with { type: 'json' }

const path = 'checklists/visit_check.checklist.json'
const files = { ...visitPack, [path]: checklist }

test('items stand in order with their weights and conditions', async () => {
  const { compiled, diagnostics, references } = await compileFixture(files)

  const model = compiled.get('fixture/checklist/visit_check')!.compiled as ChecklistModel

  expect(diagnostics).toEqual([])
  expect(model.items.map(item => [item.key, item.section, item.weight, item.critical])).toEqual([
    ['cold_room', 'storage', 1, false],
    ['temperature', 'storage', 3, true],
    ['tidy', 'order', 2, false],
    ['humidity', 'order', 0, false],
    ['leaks', 'order', 1, false],
  ])
  expect(model).toMatchObject({ passScore: '80', criticalFailsAll: true, roles: ['head'] })
  expect(references.get('fixture/checklist/visit_check')).toContainEqual(
    expect.objectContaining({ to: 'entity/visit#kind', at: '/sections/0/items/1/applies_when' }),
  )
})

const rows: FaultRow[] = [
  { code: 'checklist.unknown_role', put: '/roles/0', wrong: 'haed', nearest: 'head' },
  { code: 'checklist.unknown_entity', put: '/entity', wrong: 'vist', nearest: 'visit' },
  { code: 'checklist.duplicate_key', put: '/sections/1/key', wrong: 'storage' },
  { code: 'checklist.duplicate_key', put: '/sections/1/items/0/key', wrong: 'temperature' },
  { code: 'checklist.wrong_key', put: '/sections/0/items/0/answer/max', wrong: 3 },
  {
    code: 'schema.missing_key',
    put: '/sections/1/items/0/answer',
    wrong: { type: 'score' },
    right: { type: 'score', max: 3 },
  },
  { code: 'checklist.empty_range', put: '/sections/0/items/1/answer/to', wrong: '1', right: '2' },
  { code: 'checklist.empty_range', put: '/sections/1/items/0/answer/pass', wrong: 6, right: 5 },
  {
    code: 'checklist.critical_without_limit',
    put: '/sections/0/items/1/answer',
    wrong: { type: 'value' },
    right: { type: 'value', to: '8' },
  },
  {
    code: 'checklist.critical_without_limit',
    put: '/sections/0/items/1/answer',
    wrong: { type: 'score', max: 5 },
    right: { type: 'score', max: 5, pass: 3 },
  },
  {
    code: 'checklist.nothing_counts',
    put: '/sections',
    wrong: [{ key: 'a', title: 'A', items: [{ key: 'b', title: 'B', answer: { type: 'value' } }] }],
    at: '/scoring',
    right: [{ key: 'a', title: 'A', items: [{ key: 'b', title: 'B', answer: { type: 'value', from: '0' } }] }],
  },
  {
    code: 'expression.wrong_result',
    put: '/sections/0/items/1/applies_when',
    wrong: 'minutes + 1',
    right: 'minutes > 1',
  },
  { code: 'expression.unknown_name', put: '/sections/0/items/1/applies_when', wrong: 'answers.tidy > 1' },
]

testFaults({ files, path, rows })
testAllCodes(new URL('./', import.meta.url), 'checklist', rows)
