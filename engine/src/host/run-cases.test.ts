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

  expect(report).toMatchObject({
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

  expect(report).toMatchObject({ passed: 3, failed: [] })
})

test('a refusal that the case does not speak of fails it, whatever else it wants', async () => {
  const report = await run(cases('function/fixture.double', { given: { n: '-' }, then: {} }))

  expect(report.failed[0]!.differences).toMatchObject([{ pointer: '/error', actual: { code: 'fixture.no_number' } }])
})

test('cases of rule sets say which rules no case reached', async () => {
  const file = cases('rule-set/size', { given: { width: 1 }, then: { size: 'small' } })

  const output = await compileFixture({ 'rule-sets/size.rule-set.json': size, 'cases/x.case.json': file })
  const report = await runCases({ ...output, functions: [] })

  expect(report).toMatchObject({
    passed: 1,
    coverage: [{ of: 'rule-set/size', parts: 2, reached: 1, missed: ['large'] }],
  })
})

test('cases of documents look for words, behind references too', async () => {
  const files = {
    'entities/box.entity.json': {
      ...box,
      properties: { ...box.properties, inside: { type: 'string', format: 'uuid', 'x-ref': 'box' } },
    },
    'document-templates/label.hbs': LABEL,
    'cases/x.case.json': cases(
      'document-template/label',
      {
        given: { record: { name: 'A', width: 3, inside: { name: 'B' } } },
        then: { contains: ['Box A', 'in B', '3'], lacks: ['empty'] },
      },
      { given: { record: { name: 'A' } }, then: { contains: ['Box B'], lacks: ['Box A'] } },
    ),
  }

  const output = await compileFixture(files)
  expect(output.diagnostics).toEqual([])
  const report = await runCases({ ...output, functions: [] })

  expect(report.passed).toBe(1)
  expect(report.failed[0]!.differences.map(each => each.pointer)).toEqual(['/contains/0', '/lacks/0'])
})

const LABEL = `---json
{ "$kind": "document-template", "name": "label", "title": "Label", "entity": "box", "format": "pdf" }
---
<h1>Box {{name}}</h1>
<p>{{width}} in {{inside.name}}</p>
`

const size = {
  $kind: 'rule-set',
  name: 'size',
  title: 'Size',
  hit_policy: 'first',
  inputs: { type: 'object', required: ['width'], properties: { width: { type: 'integer', title: 'Width' } } },
  outputs: { type: 'object', properties: { size: { type: 'string', title: 'Size' } } },
  rules: ['small', 'large'].map(key => ({
    key,
    title: key,
    conditions: { all: [{ fact: 'width', operator: key === 'small' ? 'lessThan' : 'greaterThan', value: 5 }] },
    event: { type: 'decided', params: { size: key } },
  })),
}
