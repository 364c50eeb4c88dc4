import type { FieldModel, FieldType } from '../../metadata/entity-model.ts'

/** What a field can be entered with. The renderer draws each; the first of a type is its default. */
const WIDGETS = {
  text: ['text', 'multiline'],
  integer: ['number'],
  decimal: ['decimal'],
  boolean: ['switch', 'checkbox'],
  date: ['date'],
  instant: ['date_time'],
  enum: ['select', 'radio'],
  reference: ['reference'],
  texts: ['tags'],
  lines: ['line_grid'],
} as const satisfies Record<FieldType, readonly string[]>

export type Widget = (typeof WIDGETS)[FieldType][number]

export const widgetsOf = (type: FieldType): readonly Widget[] => WIDGETS[type]

/** The widget of a field that names none. */
export const defaultWidget = (field: FieldModel): Widget =>
  field.type === 'text' && field.multiline ? 'multiline' : WIDGETS[field.type][0]
