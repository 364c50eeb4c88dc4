import { expect, test } from 'vitest'
import { compileFixture, testAllCodes, testFaults } from '../../../../tests/support/definition-faults.ts'
import type { NavigationModel } from './navigation-model.ts'
import { files, navigationFaults } from './fixtures/faults.ts'

test('a menu is resolved to what its items open', async () => {
  const { compiled, diagnostics } = await compileFixture(files)

  const { groups } = compiled.get('fixture/navigation/main')!.compiled as NavigationModel

  expect(diagnostics).toEqual([])
  expect(groups.map(group => [group.key, group.items.map(item => `${item.target.kind}/${item.target.name}`)])).toEqual([
    ['work', ['page/visit_list', 'dashboard/visits', 'article/how_to_visit']],
    ['people', ['page/guest_list']],
  ])
})

navigationFaults.forEach(testFaults)
testAllCodes(
  new URL('./', import.meta.url),
  'navigation',
  navigationFaults.flatMap(table => table.rows),
)
