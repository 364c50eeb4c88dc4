import { expect, test } from 'vitest'
import type { EntityModel, FieldModel } from './entity-model.ts'
import { lostFields } from './lost-fields.ts'

const field = (name: string, type: FieldModel['type'], rest: Partial<FieldModel> = {}): FieldModel => ({
  name,
  title: name,
  type,
  required: false,
  readOnly: false,
  ...rest,
})
const entity = (name: string, fields: FieldModel[]) => ({ name, fields }) as EntityModel

test('fields that are gone or of another type are lost, and so are those of lines', () => {
  const before = [
    entity('contract', [
      field('title', 'text'),
      field('amount', 'decimal'),
      field('owner', 'reference', { target: 'person' }),
      field('lines', 'lines', { fields: [field('cost', 'decimal'), field('quantity', 'decimal')] }),
    ]),
    entity('memo', [field('title', 'text')]),
  ]
  const after = [
    entity('contract', [
      field('title', 'text', { maxLength: 5 }),
      field('amount', 'text'),
      field('owner', 'reference', { target: 'customer' }),
      field('lines', 'lines', { fields: [field('quantity', 'decimal'), field('note', 'text')] }),
    ]),
  ]

  expect(lostFields(before, after)).toEqual(['contract#amount', 'contract#owner', 'contract#lines.cost', 'memo'])
  expect(lostFields(after, after)).toEqual([])
})
