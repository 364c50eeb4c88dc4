import type { Readable } from './readable-fields.ts'

interface FieldUse {
  field: string
  columns?: { field: string }[]
  totals?: string[]
}

export interface FormContent {
  name: string
  title: string
  entity: string
  sections: { key: string; title: string; fields: FieldUse[] }[]
}

export interface PageContent {
  name: string
  title: string
  type: string
  entity: string
  columns?: { field: string }[]
  facts?: string[]
  menu?: { group: string; group_title?: string; order?: number }
}

/** A form without the fields that this person never sees, and without sections that are then empty. */
export function visibleForm(form: FormContent, readable: Readable): FormContent {
  const sections = form.sections.map(section => ({
    ...section,
    fields: visibleFields(section.fields, form.entity, readable),
  }))
  return { ...form, sections: sections.filter(section => section.fields.length > 0) }
}

export function visiblePage(page: PageContent, readable: Readable): PageContent {
  const seen = (field: string) => readable(page.entity, field) || isSystemField(field)
  return {
    ...page,
    ...(page.columns ? { columns: page.columns.filter(column => seen(root(column.field))) } : {}),
    ...(page.facts ? { facts: page.facts.filter(fact => seen(root(fact))) } : {}),
  }
}

function visibleFields(fields: FieldUse[], entity: string, readable: Readable): FieldUse[] {
  return fields
    .filter(use => readable(entity, use.field))
    .map(use => {
      const seen = (name: string) => readable(entity, `${use.field}.${name}`)
      return {
        ...use,
        ...(use.columns ? { columns: use.columns.filter(column => seen(column.field)) } : {}),
        ...(use.totals ? { totals: use.totals.filter(seen) } : {}),
      }
    })
}

/** `customer.region` is a column of the record's own field `customer`. */
const root = (path: string): string => path.split('.')[0]!

const isSystemField = (field: string): boolean =>
  ['created_at', 'updated_at', 'created_by', 'updated_by', 'id', 'version'].includes(field)
