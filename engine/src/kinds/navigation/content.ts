/** The content of a `.navigation.json`, after the schema check. */
export interface NavigationContent {
  $kind: 'navigation'
  name: string
  title: string
  description?: string
  groups: NavigationGroupContent[]
}

export interface NavigationGroupContent {
  key: string
  title: string
  icon?: string
  order?: number
  roles?: string[]
  items: NavigationItemContent[]
}

/** Says one of `page`, `dashboard` and `article`. */
export interface NavigationItemContent {
  key: string
  title?: string
  icon?: string
  page?: string
  dashboard?: string
  article?: string
  roles?: string[]
}
