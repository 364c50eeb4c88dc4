/** The content of an `.entity.json`, after the schema check. */
export interface EntityContent {
  $kind: 'entity'
  name: string
  title: string
  description?: string
  type: 'object'
  'x-display': string
  'x-search'?: string[]
  'x-unique'?: string[][]
  'x-indexes'?: string[][]
  'x-retention'?: string
  'x-reference'?: boolean
  required?: string[]
  properties: Record<string, FieldContent>
  'x-states'?: StatesContent
  'x-validations'?: ValidationContent[]
}

export interface FieldContent {
  type: 'string' | 'integer' | 'boolean' | 'array'
  format?: 'uuid' | 'date' | 'date-time' | 'decimal'
  title?: string
  description?: string
  maxLength?: number
  pattern?: string
  minimum?: number | string
  maximum?: number | string
  exclusiveMinimum?: number | string
  exclusiveMaximum?: number | string
  oneOf?: { const: string; title: string }[]
  default?: unknown
  readOnly?: boolean
  'x-ref'?: string
  'x-money'?: { currency: string }
  'x-decimal'?: { precision: number; scale: number }
  'x-percent'?: boolean
  'x-multiline'?: boolean
  'x-default'?: string
  'x-computed'?: string
  'x-lookup'?: LookupContent
  'x-sequence'?: { pattern: string }
  'x-sensitivity'?: string
  'x-renamed-from'?: string
  'x-lines'?: boolean
  minItems?: number
  maxItems?: number
  items?: LineContent
}

/** Items of an array: the fields of a line, or texts. */
interface LineContent {
  type: 'string' | 'object'
  maxLength?: number
  required?: string[]
  properties?: Record<string, FieldContent>
}

export interface LookupContent {
  ref?: string
  entity?: string
  lines?: string
  where?: Record<string, string>
  field: string
}

export interface StatesContent {
  field: string
  initial: string
  transitions: { key: string; title: string; from: string[]; to: string; system?: boolean }[]
}

export interface ValidationContent {
  key: string
  expr: string
  message: string
  fields?: string[]
}
