import type { ErrorSchema, RJSFSchema, RJSFValidationError, ValidationData, ValidatorType } from '@rjsf/utils'
import { toErrorSchema } from '@rjsf/utils'
import type { FieldModel } from '../fields/field-model.ts'
import { checkField, type PlacedFault } from './check-value.ts'

/** A property of the schema that `formSchema` makes: rjsf's part chooses the widget, `x-field` is what is checked. */
export interface FormProperty extends RJSFSchema {
  'x-field': FieldModel
}

type Values = Record<string, unknown>

/**
 * rjsf's validator on our field models. Ajv compiles schemas with `new Function`, which the content security policy
 * forbids; these checks generate no code.
 */
export function formValidator(message: (fault: PlacedFault, field: FieldModel) => string): ValidatorType<Values> {
  const check = (schema: RJSFSchema, values: Values = {}): RJSFValidationError[] => {
    const required = new Set(schema.required)
    return Object.entries(schema.properties ?? {}).flatMap(([name, property]) => {
      const field = (property as FormProperty)['x-field']
      return checkField(field, values[name], required.has(name)).map(fault => ({
        property: ['', name, ...fault.path].join('.'),
        message: message(fault, fieldAt(field, fault.path)),
        name: fault.key,
        stack: message(fault, fieldAt(field, fault.path)),
      }))
    })
  }
  return {
    validateFormData: (values, schema): ValidationData<Values> => {
      const errors = check(schema, values)
      return { errors, errorSchema: toErrorSchema(errors) as ErrorSchema<Values> }
    },
    // rjsf asks this only to choose between anyOf/oneOf branches, of which our schemas have none.
    isValid: (schema, values) => check(schema, values).length === 0,
    rawValidation: (schema, values) => ({ errors: check(schema, values) as never[] }),
  }
}

/** The column that a fault in a line is about, else the field itself. */
function fieldAt(field: FieldModel, path: readonly (string | number)[]): FieldModel {
  return field.fields.find(column => column.name === path[1]) ?? field
}
