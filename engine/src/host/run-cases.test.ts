import { expect, test } from 'vitest'
import { compileFixture } from '../../../tests/support/definition-faults.ts'
import { InvalidInput } from '../base/errors.ts'
import { runCases } from './run-cases.ts'
import { defineFunction } from './sdk/define-function.ts'

const double = defineFunction<{ n: string }, { twice: string }>({
  name: 'fixture.double',
  title: 'Double',
  effect: 'pure',
  input: { type: 'object', properties: { n: { type: 'string', format: 'decimal' } } },
  output: { type: 'object', properties: { twice: { type: 'string', format: 'decimal' } } },
  run: ({ n }) => {
    if (n === '-') throw new InvalidInput('fixture.no_number', 'Give a number.')
    return { twice: `${Number(n) * 2}` }
  },
})
const box = {
  $kind: 'entity',
  name: 'box',
  title: 'Box',
  type: 'object',
  'x-display': 'name',
  required: ['name'],
  properties: {
    name: { type: 'string' },
    width: { type: 'integer', default: 2 },
    packed_on: { type: 'string', format: 'date', 'x-default': 'today' },
    area: { type: 'integer', 'x-computed': 'width * width' },
  },
  'x-validations': [{ key: 'wide', expr: 'width > 1', message: 'Too narrow.', fields: ['width'] }],
}
const cases = (of: string, ...list: object[]) => ({
  $kind: 'case',
  of,
  cases: list.map((each, i) => ({ key: `c${i}`, title: 'A case', ...each })),
})

const run = async (file: object) => {
  const files = { 'entities/box.entity.json': box, 'cases/x.case.json': file }
  const output = await compileFixture(files, [double])
  expect(output.diagnostics).toEqual([])
  return runCases({ ...output, functions: [double] })
}

test('cases of functions compare a part of the result, letter by letter', async () => {
  const report = await run(
    cases(
      'function/fixture.double',
      { given: { n: '2' }, then: { twice: '4' } },
      { given: { n: '2' }, then: { twice: '4.0' } },
    ),
  )

  expect(report).toEqual({
    passed: 1,
    failed: [
      {
        file: 'fixture/cases/x.case.json',
        key: 'c1',
        title: 'A case',
        differences: [{ pointer: '/twice', expected: '4.0', actual: '4' }],
      },
    ],
  })
})

test('a refusal can be expected by its code, and is shown whole when it was not', async () => {
  const report = await run(
    cases(
      'function/fixture.double',
      { given: { n: '-' }, then: { error: { code: 'fixture.no_number' } } },
      { given: { n: '-' }, then: { twice: '4' } },
    ),
  )

  expect(report.passed).toBe(1)
  expect(report.failed[0]!.differences[0]).toMatchObject({
    pointer: '/error',
    actual: { code: 'fixture.no_number', message: 'Give a number.' },
  })
})

test('cases of entities show defaults, computed values and problems', async () => {
  const report = await run(
    cases(
      'entity/box',
      {
        given: { record: { name: 'A' }, now: '2026-05-01T00:00:00Z' },
        then: { record: { area: 4, packed_on: '2026-05-01' }, problems: [] },
      },
      {
        given: { record: { width: 1 } },
        then: {
          problems: [
            { pointer: '/name', code: 'record.required' },
            { pointer: '/width', code: 'record.validation.wide' },
          ],
        },
      },
      { given: {}, then: { error: { code: 'case.entity_wrong' } } },
    ),
  )

  expect(report).toEqual({ passed: 3, failed: [] })
})
