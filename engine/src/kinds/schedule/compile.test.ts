import { expect, test } from 'vitest'
import { compileFixture, testAllCodes, testFaults } from '../../../../tests/support/definition-faults.ts'
import type { ScheduleModel } from './schedule-model.ts'
import { files, functions, scheduleFaults } from './fixtures/faults.ts'

test('a schedule says when and what, with its inputs compiled', async () => {
  const { compiled, diagnostics } = await compileFixture(files, functions)

  const model = compiled.get('fixture/schedule/weekly')!.compiled as ScheduleModel

  expect(diagnostics).toEqual([])
  expect(model).toMatchObject({
    when: { type: 'cron', pattern: '30 8 * * 1-5' },
    workingDaysOnly: true,
    catchUp: 'skip',
    active: true,
  })
  expect(model.run).toMatchObject({
    function: 'house.tidy',
    inputs: [{ value: { literal: 'kitchen' } }, { value: { expression: { text: 'today' } } }, {}, {}],
  })
})

scheduleFaults.forEach(testFaults)
testAllCodes(
  new URL('./', import.meta.url),
  'schedule',
  scheduleFaults.flatMap(table => table.rows),
)
