import { api } from './client.ts'
import type { Locale } from '../i18n/locale.ts'

/** Everything a signed-in user may see drawn, localised and masked by his rights: `GET /api/app`. */
export interface AppModel {
  snapshot: { id: string }
  locale: Locale
  navigation: NavigationGroup[]
  entities: Readonly<Record<string, EntityDescription>>
  forms: Readonly<Record<string, FormDefinition>>
  pages: Readonly<Record<string, PageDefinition>>
  documents: Readonly<Record<string, { title: string; entity: string }>>
}

export interface NavigationGroup {
  group: string
  title: string
  items: { page: string; title: string }[]
}

export interface EntityDescription {
  name: string
  title: string
  /** Field whose value names a record to people. */
  display: string
  schema: ObjectSchema
  states: { field: string; initial: string; transitions: TransitionDescription[] } | null
  permissions: { create: boolean }
}

export interface TransitionDescription {
  key: string
  title: string
  from: string[]
  to: string
  /** Only flows and functions may do it. */
  system?: boolean
}

export interface ObjectSchema {
  type: 'object'
  title?: string
  required?: string[]
  properties: Readonly<Record<string, FieldSchema>>
}

/** A field's localised JSON Schema with the x- keys that matter for drawing it. */
export interface FieldSchema {
  type?: string
  title?: string
  description?: string
  format?: string
  maxLength?: number
  minLength?: number
  minItems?: number
  maxItems?: number
  minimum?: number | string
  maximum?: number | string
  exclusiveMinimum?: number | string
  exclusiveMaximum?: number | string
  pattern?: string
  readOnly?: boolean
  default?: unknown
  oneOf?: { const: string; title?: string }[]
  items?: FieldSchema | ObjectSchema
  'x-ref'?: string
  'x-money'?: { currency: string }
  'x-decimal'?: { precision: number; scale: number }
  'x-percent'?: boolean
  'x-multiline'?: boolean
  'x-lines'?: boolean
}

export interface FormDefinition {
  name: string
  title: string
  entity: string
  sections: FormSection[]
}

export interface FormSection {
  key: string
  title: string
  columns?: number
  visible_when?: string
  fields: FormField[]
}

export interface FormField {
  field: string
  widget?: string
  span?: number
  help?: string
  /** FEEL over the record being written. */
  visible_when?: string
  required_when?: string
  read_only_when?: string
  columns?: { field: string; width?: number }[]
  totals?: string[]
}

export type PageDefinition = ListPageDefinition | RecordPageDefinition

export interface ListPageDefinition {
  type: 'list'
  name: string
  title: string
  entity: string
  columns: { field: string; width?: number }[]
  sort?: string[]
  views?: { key: string; title: string; filter?: unknown }[]
  create_form?: string
  record_page?: string
}

export interface RecordPageDefinition {
  type: 'record'
  name: string
  title: string
  entity: string
  facts?: string[]
  form?: string
  documents?: string[]
  timeline?: boolean
}

export const appApi = { read: () => api.get<AppModel>('/api/app') }
