import { expect, test } from 'vitest'
import { navigation, type NavigationContent } from './navigation.ts'
import type { PageContent } from './visible-layout.ts'

const page = (name: string, menu?: PageContent['menu']): PageContent => ({
  name,
  title: name.toUpperCase(),
  type: 'list',
  entity: name,
  ...(menu && { menu }),
})
const pages = [
  page('visit', { group: 'work', order: 30 }),
  page('guest', { group: 'people', group_title: 'People', order: 10 }),
  page('secret'),
]
const everything = { roles: ['rep'], mayRead: () => true }
const names = (of: ReturnType<typeof navigation>) => of.map(group => [group.title, group.items.map(item => item.page)])

test('without a navigation the pages stand in the menu by their own words', () => {
  expect(names(navigation([], pages, everything))).toEqual([
    ['People', ['guest']],
    ['work', ['visit']],
  ])
})

const main: NavigationContent = {
  groups: [
    { key: 'help', title: 'Help', items: [{ key: 'how' }] },
    {
      key: 'work',
      title: 'Work',
      order: 5,
      items: [
        { key: 'a', page: 'secret', title: 'Mine' },
        { key: 'b', page: 'visit' },
      ],
    },
  ],
}

test('a navigation says groups, order and titles; other pages follow in their groups', () => {
  const menu = navigation([main], pages, everything)

  expect(names(menu)).toEqual([
    ['Work', ['secret', 'visit']],
    ['People', ['guest']],
  ])
  expect(menu[0]!.items).toEqual([
    { page: 'secret', title: 'Mine' },
    { page: 'visit', title: 'VISIT' },
  ])
})

test('groups of several navigations with one key are one group', () => {
  const more: NavigationContent = { groups: [{ key: 'work', title: 'Other', items: [{ key: 'c', page: 'guest' }] }] }

  expect(names(navigation([main, more], pages, everything))).toEqual([['Work', ['secret', 'visit', 'guest']]])
})

test('who has not the role, or may not read the entity, does not see an item, nor by the page’s own menu', () => {
  const work = main.groups[1]!
  const ofHead: NavigationContent = { groups: [{ ...work, items: [{ key: 'b', page: 'visit', roles: ['head'] }] }] }
  const byGroup: NavigationContent = { groups: [{ ...work, roles: ['head'] }] }

  expect(names(navigation([ofHead], pages, everything))).toEqual([['People', ['guest']]])
  expect(names(navigation([byGroup], pages, everything))).toEqual([['People', ['guest']]])
  expect(names(navigation([main], pages, { ...everything, mayRead: entity => entity === 'visit' }))).toEqual([
    ['Work', ['visit']],
  ])
})
