import type { RJSFSchema, UiSchema } from '@rjsf/utils'
import type { EntityDescription, FormDefinition, FormField } from '../../shell/api/app.ts'
import { fieldOf, type FieldModel } from '../fields/field-model.ts'
import type { FormConditions } from './form-conditions.ts'
import type { FormProperty } from './form-validator.ts'

export interface FormSchema {
  schema: RJSFSchema
  uiSchema: UiSchema
}

interface FormSchemaInput {
  entity: EntityDescription
  form: FormDefinition
  conditions: FormConditions
  /** Fields that this user may not write on this record. */
  readOnly: ReadonlySet<string>
}

/** What rjsf needs to draw a form as it is now: hidden fields are out, what the conditions require is required. */
export function formSchema({ entity, form, conditions, readOnly }: FormSchemaInput): FormSchema {
  const shown = form.sections
    .filter(section => conditions.sectionVisible(section.key))
    .flatMap(section => section.fields)
    .flatMap(layout => {
      const field = fieldOf(entity, layout.field)
      return field && conditions.visible(layout.field) ? [{ layout, field }] : []
    })
  const isReadOnly = (field: FieldModel) =>
    field.readOnly || readOnly.has(field.name) || conditions.readOnly(field.name)
  return {
    schema: {
      type: 'object',
      properties: Object.fromEntries(shown.map(({ field }) => [field.name, property(field, isReadOnly(field))])),
      required: shown.flatMap(({ field }) =>
        !isReadOnly(field) && (field.required || conditions.required(field.name)) ? [field.name] : [],
      ),
    },
    uiSchema: Object.fromEntries(
      shown.map(({ layout, field }) => [field.name, fieldUi(layout, field, isReadOnly(field))]),
    ),
  }
}

/**
 * All values but yes/no, lists and lines pass through rjsf as strings: its number field would turn decimals into floats.
 */
function property(field: FieldModel, readOnly: boolean): FormProperty {
  const type =
    field.type === 'boolean' ? 'boolean' : field.type === 'lines' || field.type === 'texts' ? 'array' : 'string'
  return {
    type,
    title: field.title,
    'x-field': readOnly ? { ...field, readOnly: true } : field,
    ...(type === 'array' ? { items: { type: field.type === 'lines' ? 'object' : 'string' } } : {}),
  }
}

function fieldUi(layout: FormField, field: FieldModel, readOnly: boolean): UiSchema {
  return {
    'ui:readonly': readOnly,
    ...(layout.help ? { 'ui:help': layout.help } : field.description ? { 'ui:help': field.description } : {}),
    ...(field.type === 'lines'
      ? { 'ui:field': 'line_grid' }
      : { 'ui:widget': readOnly ? 'read_only' : WIDGETS[field.type] }),
    'ui:options': { layout },
  }
}

const WIDGETS: Readonly<Record<Exclude<FieldModel['type'], 'lines'>, string>> = {
  text: 'text_box',
  integer: 'number_box',
  decimal: 'number_box',
  boolean: 'switch',
  date: 'date_box',
  instant: 'read_only',
  choice: 'choice',
  reference: 'reference',
  texts: 'texts',
}
