import type { EntityDescription, FormDefinition } from '../../shell/api/app.ts'

/** Titles of referenced records, `<entity>/<id>` → title. */
export type Labels = ReadonlyMap<string, string>

export function labelKey(entity: string, id: unknown): string {
  return `${entity}/${String(id)}`
}

/** What our templates, fields and widgets find in rjsf's `registry.formContext`. */
export interface FormContext {
  entity: EntityDescription
  form: FormDefinition
  labels: Labels
  /** Remembers the title of a record that was just picked. */
  addLabels: (labels: Labels) => void
  /** Sections as the conditions leave them. */
  sectionVisible: (key: string) => boolean
  /** Prefix of the ids of fields, so that several forms may stand on one page. */
  idPrefix: string
}
