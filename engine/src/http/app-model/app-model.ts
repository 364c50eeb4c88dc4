import { accessOf, type Access } from '../../access/ability.ts'
import { localise } from '../../metadata/localise.ts'
import type { Definition, Snapshot } from '../../metadata/snapshot.ts'
import type { Principal } from '../../runtime/context.ts'
import { describeEntity } from './describe-entity.ts'
import { navigation, type NavigationContent } from './navigation.ts'
import { readableFields, type Readable } from './readable-fields.ts'
import { visibleForm, visiblePage, type FormContent, type PageContent } from './visible-layout.ts'

/** The published application in one language, without what this person's roles hide. */
export function appModel(input: { snapshot: Snapshot; locale: string; principal: Principal }) {
  const { snapshot, locale } = input
  const access = accessOf(input.principal, snapshot)
  const readable = readableFields(access, snapshot)
  const translated = <T>(definition: Definition): T =>
    localise(definition.source.content, pointer => snapshot.text(definition.source.id, pointer, locale)) as T
  const pages = snapshot.all('page').map(page => visiblePage(translated<PageContent>(page), readable))
  return {
    snapshot: { id: String(snapshot.id) },
    locale,
    navigation: navigation(snapshot.all('navigation').map(translated<NavigationContent>), pages, {
      roles: input.principal.roles,
      mayRead: entity => access.can('read', entity),
    }),
    entities: byName(
      snapshot.all('entity').map(entity => describeEntity(entity, { content: translated(entity), access, readable })),
    ),
    forms: byName(snapshot.all('form').map(form => visibleForm(translated<FormContent>(form), readable))),
    pages: byName(pages),
    documents: documents(snapshot, locale, access),
  }
}

const byName = <T extends { name: string }>(items: T[]): Record<string, T> =>
  Object.fromEntries(items.map(item => [item.name, item]))

function documents(
  snapshot: Snapshot,
  locale: string,
  access: Access,
): Record<string, { title: string; entity: string }> {
  const found = snapshot
    .all<{ entity: string }>('document-template')
    .filter(({ compiled }) => access.can('read', compiled.entity))
  return Object.fromEntries(
    found.map(({ source, compiled }) => [
      source.name,
      { title: snapshot.text(source.id, '/title', locale) ?? source.title, entity: compiled.entity },
    ]),
  )
}

export type { Readable }
