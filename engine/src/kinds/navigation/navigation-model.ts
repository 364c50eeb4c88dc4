export const TARGET_KINDS = ['page', 'dashboard', 'article'] as const

/** What a navigation compiles to: the menu, with each item's target resolved. */
export interface NavigationModel {
  name: string
  groups: readonly NavigationGroup[]
}

export interface NavigationGroup {
  key: string
  title: string
  icon: string | null
  /** Lower ones first. */
  order: number
  /** Null: everybody. */
  roles: readonly string[] | null
  items: readonly NavigationItem[]
}

export interface NavigationItem {
  key: string
  /** Null: the title of what it opens. */
  title: string | null
  icon: string | null
  roles: readonly string[] | null
  target: { kind: (typeof TARGET_KINDS)[number]; name: string }
}
