import type { AppModel } from '../shell/api/app.ts'

interface MenuItem {
  page: string
  title: string
}

/** The list that somebody works in: records that go through states and that he may write, or at least see; else any list. */
export function firstPage(app: AppModel): MenuItem | undefined {
  const items = app.navigation.flatMap(group => group.items)
  const flowing = items.filter(item => hasStates(app, item))
  return (
    flowing.find(item => mayCreate(app, item)) ?? flowing[0] ?? items.find(item => mayCreate(app, item)) ?? items[0]
  )
}

function hasStates(app: AppModel, item: MenuItem): boolean {
  return Boolean(entityOf(app, item)?.states)
}

function mayCreate(app: AppModel, item: MenuItem): boolean {
  const page = app.pages[item.page]
  return page?.type === 'list' && page.create_form !== undefined && (entityOf(app, item)?.permissions.create ?? false)
}

function entityOf(app: AppModel, item: MenuItem) {
  const entity = app.pages[item.page]?.entity
  return entity === undefined ? undefined : app.entities[entity]
}
