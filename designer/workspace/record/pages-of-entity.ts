import type { AppModel, FormDefinition, ListPageDefinition, RecordPageDefinition } from '../../shell/api/app.ts'

/** The published pages and the form that show an entity's records; the first of each kind, in the order of the packs. */
export interface EntityPages {
  list: ListPageDefinition | undefined
  record: RecordPageDefinition | undefined
  form: FormDefinition | undefined
}

export function pagesOfEntity(app: AppModel, entity: string): EntityPages {
  const pages = Object.values(app.pages).filter(page => page.entity === entity)
  const list = pages.find(page => page.type === 'list')
  const named = list?.record_page ? app.pages[list.record_page] : undefined
  const record = named?.type === 'record' ? named : pages.find(page => page.type === 'record')
  const form = record?.form
    ? app.forms[record.form]
    : Object.values(app.forms).find(candidate => candidate.entity === entity)
  return { list, record, form }
}
