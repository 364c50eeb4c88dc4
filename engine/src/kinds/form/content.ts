/** The content of a `.form.json`, after the schema check. */
export interface FormContent {
  $kind: 'form'
  name: string
  title: string
  description?: string
  entity: string
  sections: SectionContent[]
}

export interface SectionContent {
  key: string
  title: string
  description?: string
  /** Default 1. */
  columns?: number
  fields: FormFieldContent[]
}

export interface FormFieldContent {
  field: string
  title?: string
  widget?: string
  /** Columns of the section that it takes; default 1. */
  span?: number
  help?: string
  visible_when?: string
  required_when?: string
  read_only_when?: string
  /** Of line items; absent: all fields of a line. */
  columns?: FormColumnContent[]
  totals?: string[]
}

export interface FormColumnContent {
  field: string
  title?: string
  widget?: string
  /** In pixels. */
  width?: number
  help?: string
}
