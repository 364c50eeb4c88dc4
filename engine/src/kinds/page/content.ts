/** The content of a `.page.json`, after the schema check. */
export interface PageContent {
  $kind: 'page'
  name: string
  title: string
  description?: string
  type: 'list' | 'record'
  entity: string
  columns?: { field: string; title?: string; width?: number }[]
  sort?: string[]
  views?: ViewContent[]
  create_form?: string
  record_page?: string
  facts?: string[]
  form?: string
  documents?: string[]
  timeline?: boolean
  menu?: { group: string; group_title?: string; order: number }
}

export interface ViewContent {
  key: string
  title: string
  filter?: Record<string, unknown>
  sort?: string[]
}
