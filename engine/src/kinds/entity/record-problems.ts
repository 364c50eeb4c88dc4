import { Decimal } from '../../base/decimal.ts'
import type { InputProblem } from '../../base/errors.ts'
import type { EntityModel, FieldModel, Validation } from '../../metadata/entity-model.ts'
import { pointerTo } from '../../metadata/json-pointer.ts'
import { linesOf, type AmbientValues, type RecordData } from './compute.ts'

/**
 * What is wrong with a complete record (defaults, lookups and computed fields in it): missing values, decimals out of
 * their bounds or too large for their column, checks of the entity that are false. A check that can't be decided, because
 * a value it needs is missing, does not fail.
 */
export function recordProblems(model: EntityModel, record: RecordData, ambient: AmbientValues): InputProblem[] {
  const inFields = fieldProblems(model.fields, record, '')
  const scope = { ...ambient, ...record }
  const failed = model.validations.filter(check => check.expression.evaluate(scope) === false)
  return [...inFields, ...failed.flatMap(validationProblems)]
}

function validationProblems({ key, message, fields }: Validation): InputProblem[] {
  const pointers = fields.length === 0 ? [''] : fields.map(field => pointerTo('', field))
  return pointers.map(pointer => ({ pointer, code: `record.validation.${key}`, message }))
}

function fieldProblems(fields: readonly FieldModel[], record: RecordData, at: string): InputProblem[] {
  return fields.flatMap(field => {
    const pointer = pointerTo(at, field.name)
    const value = record[field.name]
    if (field.required && isMissing(value)) {
      return [{ pointer, code: 'record.required', message: `"${field.title}" must have a value.` }]
    }
    if (field.type === 'decimal' && typeof value === 'string') return decimalProblems(field, value, pointer)
    if (field.type !== 'lines') return []
    return linesOf(record, field).flatMap((line, i) => fieldProblems(field.fields ?? [], line, pointerTo(pointer, i)))
  })
}

const isMissing = (value: unknown): boolean =>
  value === null || value === undefined || value === '' || (Array.isArray(value) && value.length === 0)

function decimalProblems(field: FieldModel, text: string, pointer: string): InputProblem[] {
  const value = new Decimal(text)
  const whole = (field.precision ?? 34) - (field.scale ?? 0)
  if (value.abs().gte(new Decimal(10).pow(whole))) {
    return [
      {
        pointer,
        code: 'record.number_too_large',
        message: `"${field.title}" has more than ${whole} digits before the point.`,
      },
    ]
  }
  const wrong = bounds.find(({ key, holds }) => field[key] !== undefined && !holds(value, new Decimal(field[key])))
  return wrong
    ? [
        {
          pointer,
          code: 'record.out_of_range',
          message: `"${field.title}" must be ${wrong.words} ${field[wrong.key]}.`,
        },
      ]
    : []
}

const bounds = [
  { key: 'minimum', words: 'at least', holds: (a: Decimal, b: Decimal) => a.gte(b) },
  { key: 'maximum', words: 'at most', holds: (a: Decimal, b: Decimal) => a.lte(b) },
  { key: 'exclusiveMinimum', words: 'more than', holds: (a: Decimal, b: Decimal) => a.gt(b) },
  { key: 'exclusiveMaximum', words: 'less than', holds: (a: Decimal, b: Decimal) => a.lt(b) },
] as const
