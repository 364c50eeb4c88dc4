import { expect, test } from 'vitest'
import { compileFixture, testAllCodes, testFaults } from '../../../../tests/support/definition-faults.ts'
import type { ChecklistModel } from './checklist-model.ts'
import { checklistFaults, files } from './fixtures/faults.ts'

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

checklistFaults.forEach(testFaults)
testAllCodes(
  new URL('./', import.meta.url),
  'checklist',
  checklistFaults.flatMap(table => table.rows),
)
