import { expect, test } from 'vitest'
import { compileFixture } from '../../../../tests/support/definition-faults.ts'
import { hasErrors } from '../../metadata/diagnostic.ts'
import type { FormContent } from './content.ts'
import { fitToEntity } from './fit-to-entity.ts'
import visit from './fixtures/visit.entity.json' with { type: 'json' }
import type { FormModel } from './form-model.ts'

type Entity = typeof visit

const form: FormContent = {
  $kind: 'form',
  name: 'visit_edit',
  title: '拜访',
  entity: 'visit',
  sections: [
    {
      key: 'basics',
      title: '基本信息',
      fields: [
        { field: 'subject', read_only_when: 'place != null' },
        { field: 'kind', widget: 'radio', visible_when: 'minutes > 1' },
        { field: 'place', required_when: 'kind = "onsite"' },
        { field: 'minutes' },
      ],
    },
    {
      key: 'costs',
      title: '费用',
      fields: [{ field: 'costs', columns: [{ field: 'what' }, { field: 'amount' }], totals: ['amount'] }],
    },
  ],
}

/** The form of above on the entity as `change` leaves it. */
async function fitted(change: (properties: Entity['properties'] & Record<string, any>) => void) {
  const entity = structuredClone(visit)
  change(entity.properties)
  return fitToEntity(form, async content => {
    const output = await compileFixture({ 'entities/visit.entity.json': entity, 'forms/visit_edit.form.json': content })
    const compiled = output.compiled.get('fixture/form/visit_edit')?.compiled as FormModel
    const diagnostics = output.diagnostics.filter(each => each.file.includes('forms/'))
    return { ...(compiled && !hasErrors(diagnostics) && { compiled }), diagnostics, references: [] }
  })
}

test('a form that fits stays as it is', async () => {
  const { form: model, leftOut } = await fitted(() => {})

  expect(leftOut).toEqual([])
  expect(model!.content).toEqual(form)
})

test('fields that are gone are left out, with the conditions that read them; what may have been read-only is', async () => {
  const { form: model, leftOut } = await fitted(properties => {
    delete (properties as Record<string, unknown>).place
    delete (properties as Record<string, unknown>).minutes
  })

  expect(leftOut).toEqual(['place', 'minutes'])
  expect(model!.content.sections[0]!.fields).toEqual([
    { field: 'subject', read_only_when: 'true' },
    { field: 'kind', widget: 'radio' },
  ])
})

test('a column that is gone is left out with its total', async () => {
  const { form: model, leftOut } = await fitted(properties => {
    delete (properties.costs.items.properties as Record<string, unknown>).amount
  })

  expect(leftOut).toEqual(['costs.amount'])
  expect(model!.content.sections[1]!.fields).toEqual([{ field: 'costs', columns: [{ field: 'what' }], totals: [] }])
})

test('a field of another type is shown as its new type is', async () => {
  const { form: model, leftOut } = await fitted(properties => {
    Object.assign(properties, { costs: { type: 'string', title: '费用', maxLength: 100 } })
  })

  expect(leftOut).toEqual([])
  expect(model!.content.sections[1]!.fields).toEqual([{ field: 'costs' }])
})

test('nothing fits an entity that is gone', async () => {
  const { form: model } = await fitToEntity(form, async () => ({
    diagnostics: [
      { code: 'form.unknown_entity', severity: 'error', message: '', file: '', line: 1, column: 1, pointer: '/entity' },
    ],
    references: [],
  }))

  expect(model).toBe(null)
})
