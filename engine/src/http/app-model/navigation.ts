import type { PageContent } from './visible-layout.ts'

export interface Group {
  group: string
  title: string
  items: { page: string; title: string }[]
}

/** A navigation in the reader's language. */
export interface NavigationContent {
  groups: readonly {
    key: string
    title: string
    order?: number
    roles?: readonly string[]
    items: readonly { key: string; title?: string; page?: string; roles?: readonly string[] }[]
  }[]
}

export interface Reader {
  roles: readonly string[]
  mayRead(entity: string): boolean
}

/**
 * The menu: the groups of the navigations, then the pages that no navigation names and that have a `menu` themselves.
 * Only what the reader may open, and only pages, because the workspace draws nothing else yet.
 */
export function navigation(
  navigations: readonly NavigationContent[],
  pages: readonly PageContent[],
  reader: Reader,
): Group[] {
  const groups = new Map<string, Group & { order: number }>()
  const into = (group: string, title: string, order: number): Group => {
    const known = groups.get(group) ?? { group, title, order, items: [] }
    groups.set(group, known)
    return known
  }
  const named = addNavigations(navigations, pages, { reader, into })
  for (const page of ownMenus(pages, named, reader)) {
    const { group, group_title: title, order = LAST } = page.menu!
    into(group, title ?? group, order).items.push({ page: page.name, title: page.title })
  }
  return [...groups.values()]
    .filter(group => group.items.length > 0)
    .sort((a, b) => a.order - b.order)
    .map(({ group, title, items }) => ({ group, title, items }))
}

const LAST = Number.MAX_SAFE_INTEGER

/** Gives the pages that the navigations name, those too that this reader does not see there. */
function addNavigations(
  navigations: readonly NavigationContent[],
  pages: readonly PageContent[],
  { reader, into }: { reader: Reader; into(group: string, title: string, order: number): Group },
): Set<string> {
  const byName = new Map(pages.map(page => [page.name, page]))
  const named = new Set<string>()
  for (const group of navigations.flatMap(each => each.groups)) {
    const { items } = into(group.key, group.title, group.order ?? LAST)
    for (const item of group.items) {
      const page = item.page === undefined ? undefined : byName.get(item.page)
      if (!page) continue
      named.add(page.name)
      if (isFor(group.roles, reader) && isFor(item.roles, reader) && reader.mayRead(page.entity))
        items.push({ page: page.name, title: item.title ?? page.title })
    }
  }
  return named
}

const ownMenus = (pages: readonly PageContent[], named: ReadonlySet<string>, reader: Reader): PageContent[] =>
  pages
    .filter(page => page.menu && !named.has(page.name) && reader.mayRead(page.entity))
    .sort((a, b) => (a.menu!.order ?? LAST) - (b.menu!.order ?? LAST))

const isFor = (roles: readonly string[] | undefined, reader: Reader): boolean =>
  roles === undefined || roles.some(role => reader.roles.includes(role))
