import { expect, test } from 'vitest'
import { compileFixture, testAllCodes, testFaults, type FaultRow } from '../../../../tests/support/definition-faults.ts'
import visit from './fixtures/visit.entity.json' with { type: 'json' }
import form from './fixtures/visit.form.json' with { type: 'json' }
import type { FormModel } from './form-model.ts'

const files = { 'entities/visit.entity.json': visit, 'forms/visit_edit.form.json': form }
const fields = '/sections/0/fields'
const grid = '/sections/1/fields/0'

test('a form is resolved against its entity', async () => {
  const { compiled } = await compileFixture(files)

  const model = compiled.get('fixture/form/visit_edit')!.compiled as FormModel
  const [basics, costs] = model.sections

  expect(basics!.fields.map(each => [each.field.name, each.widget, each.span])).toEqual([
    ['subject', 'text', 2],
    ['kind', 'radio', 1],
    ['place', 'multiline', 1],
    ['minutes', 'number', 1],
  ])
  expect(basics!.fields[2]!.visibleWhen!.evaluate({ kind: 'onsite' })).toBe(true)
  expect(costs!.fields[0]).toMatchObject({
    widget: 'line_grid',
    totals: ['amount'],
    columns: [{ width: 200 }, { widget: 'decimal' }],
  })
})

test('a grid without columns shows all fields of a line', async () => {
  const { compiled } = await compileFixture({
    ...files,
    'forms/visit_edit.form.json': {
      ...form,
      sections: [{ key: 'costs', title: '费用', fields: [{ field: 'costs' }] }],
    },
  })

  const model = compiled.get('fixture/form/visit_edit')!.compiled as FormModel

  expect(model.sections[0]!.fields[0]!.columns!.map(column => column.field.name)).toEqual(['what', 'amount'])
})

const rows: FaultRow[] = [
  { code: 'form.unknown_entity', put: '/entity', wrong: 'vist', nearest: 'visit' },
  { code: 'form.unknown_field', put: `${fields}/3/field`, wrong: 'minuts', nearest: 'minutes' },
  { code: 'form.unknown_field', put: `${grid}/columns/0/field`, wrong: 'subject', right: 'what' },
  { code: 'form.unknown_field', put: `${grid}/totals/0`, wrong: 'amout', nearest: 'amount' },
  { code: 'form.duplicate_field', put: `${fields}/3/field`, wrong: 'subject', right: 'minutes' },
  { code: 'form.duplicate_key', put: '/sections/1/key', wrong: 'basics', right: 'others' },
  { code: 'form.span', put: `${fields}/0/span`, wrong: 3, right: 1 },
  { code: 'form.widget', put: `${fields}/1/widget`, wrong: 'tags', right: 'select' },
  { code: 'form.not_lines', put: `${fields}/3/totals`, wrong: ['minutes'] },
  { code: 'form.total', put: `${grid}/totals/0`, wrong: 'what', right: 'amount' },
  {
    code: 'expression.unknown_name',
    put: `${fields}/2/visible_when`,
    wrong: 'kid = 1',
    right: 'kind = "phone"',
    nearest: 'kind',
  },
  { code: 'expression.wrong_result', put: `${fields}/2/required_when`, wrong: 'minutes', right: 'minutes > 1' },
  { code: 'schema.unknown_key', put: `${fields}/0/hlep`, wrong: 'x', nearest: 'help' },
  { code: 'schema.wrong_type', put: '/sections/0/columns', wrong: '2', right: 2 },
]

testFaults({ files, path: 'forms/visit_edit.form.json', rows })
testAllCodes(new URL('./', import.meta.url), 'form', rows.concat({ code: 'form.unknown_entity', put: '', wrong: '' }))

test('a form of an entity with faults says so and nothing else', async () => {
  const faulty = { ...visit, 'x-display': 'nothing' }

  const { diagnostics } = await compileFixture({ ...files, 'entities/visit.entity.json': faulty })

  expect(diagnostics.map(each => each.code)).toEqual(['entity.unknown_field', 'form.unknown_entity'])
  expect(diagnostics[1]!.message).toContain('faults of its own')
})
