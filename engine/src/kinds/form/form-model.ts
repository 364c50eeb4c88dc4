import type { CompiledExpression } from '../../expression/compiled-expression.ts'
import type { EntityModel, FieldModel } from '../../metadata/entity-model.ts'
import type { FormContent } from './content.ts'
import type { Widget } from './widgets.ts'

/** What a form compiles to: its content, resolved against the entity. */
export interface FormModel {
  name: string
  title: string
  entity: EntityModel
  content: FormContent
  sections: FormSection[]
}

export interface FormSection {
  key: string
  title: string
  columns: number
  fields: FormField[]
}

export interface FormField {
  field: FieldModel
  title: string
  widget: Widget
  span: number
  help?: string
  visibleWhen?: CompiledExpression
  requiredWhen?: CompiledExpression
  readOnlyWhen?: CompiledExpression
  /** Only for line items. */
  columns?: FormColumn[]
  totals?: string[]
}

export interface FormColumn {
  field: FieldModel
  title: string
  widget: Widget
  width?: number
  help?: string
}
