import { expect, test } from 'vitest'
import { compileFixture, testAllCodes, testFaults } from '../../../../tests/support/definition-faults.ts'
import visit from './fixtures/visit.entity.json' with { type: 'json' }
import form from './fixtures/visit.form.json' with { type: 'json' }
import type { FormModel } from './form-model.ts'
import { files, formFaults } from './fixtures/faults.ts'

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

formFaults.forEach(testFaults)
testAllCodes(
  new URL('./', import.meta.url),
  'form',
  formFaults.flatMap(table => table.rows),
)

test('a form of an entity with faults says so and nothing else', async () => {
  const faulty = { ...visit, 'x-display': 'nothing' }

  const { diagnostics } = await compileFixture({ ...files, 'entities/visit.entity.json': faulty })

  expect(diagnostics.map(each => each.code)).toEqual(['entity.unknown_field', 'form.unknown_entity'])
  expect(diagnostics[1]!.message).toContain('faults of its own')
})
