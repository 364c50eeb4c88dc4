import { expect, test } from 'vitest'
import { compileFixture, testAllCodes, testFaults } from '../../../../tests/support/definition-faults.ts'
import type { PageModel } from './page-model.ts'
import { files, pageFaults } from './fixtures/faults.ts'

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

pageFaults.forEach(testFaults)
testAllCodes(
  new URL('./', import.meta.url),
  'page',
  pageFaults.flatMap(table => table.rows),
)
