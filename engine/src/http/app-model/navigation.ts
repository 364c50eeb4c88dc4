import type { PageContent } from './visible-layout.ts'

export interface Group {
  group: string
  title: string
  items: { page: string; title: string }[]
}

/** Menu groups in the order of their first item; only lists of entities that the person may read. */
export function navigation(pages: readonly PageContent[], mayRead: (entity: string) => boolean): Group[] {
  const shown = pages.filter(page => page.menu && mayRead(page.entity)).sort((a, b) => order(a) - order(b))
  const groups = new Map<string, Group>()
  for (const page of shown) {
    const { group, group_title: title } = page.menu!
    const into = groups.get(group) ?? { group, title: title ?? group, items: [] }
    into.items.push({ page: page.name, title: page.title })
    groups.set(group, into)
  }
  return [...groups.values()]
}

const order = (page: PageContent): number => page.menu?.order ?? Number.MAX_SAFE_INTEGER
