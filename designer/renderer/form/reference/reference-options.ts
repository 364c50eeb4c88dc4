import { keepPreviousData, useQuery } from '@tanstack/react-query'
import type { AppModel, EntityDescription } from '../../../shell/api/app.ts'
import { recordsApi, type RecordRow } from '../../../shell/api/records.ts'
import { fieldOf } from '../../fields/field-model.ts'
import { formatValue } from '../../fields/format-value.ts'

export interface ReferenceOption {
  id: string
  title: string
  /** Two more values that tell it from its namesakes. */
  facts: string[]
}

const SHOWN = 20

/** Records of an entity that a search finds, the first twenty; asked for while the list of a picker is open. */
export function useReferenceOptions(app: AppModel, entity: string, search: string, open: boolean) {
  const description = app.entities[entity]
  return useQuery({
    queryKey: ['records', entity, 'options', search],
    queryFn: ({ signal }) => recordsApi.list(entity, { q: search, limit: SHOWN }, signal),
    enabled: open && description !== undefined,
    placeholderData: keepPreviousData,
    staleTime: 30_000,
    select: ({ items }) => items.map(row => referenceOption(app, description!, row)),
  })
}

/** Title of a record that nobody has told yet, such as a default that the server set. */
export function useReferenceTitle(
  app: AppModel,
  entity: string,
  id: string | null,
  known: string | undefined,
): string | undefined {
  const description = app.entities[entity]
  const { data } = useQuery({
    queryKey: ['records', entity, 'title', id],
    queryFn: () => recordsApi.read(entity, id!),
    enabled: id !== null && known === undefined && description !== undefined,
    staleTime: 300_000,
    select: record => String(record[description!.display] ?? ''),
  })
  return known ?? data
}

export function referenceOption(app: AppModel, entity: EntityDescription, row: RecordRow): ReferenceOption {
  const facts = factFields(app, entity).flatMap(name => {
    const field = fieldOf(entity, name)
    const text = field ? formatValue(field, row[name], { label: row._labels?.[name] }) : '–'
    return text === '–' ? [] : [text]
  })
  return { id: row.id, title: String(row[entity.display] ?? row.id), facts: facts.slice(0, 2) }
}

/** The columns of the entity's list are what people know its records by; without a list, its first fields. */
function factFields(app: AppModel, entity: EntityDescription): string[] {
  const list = Object.values(app.pages).find(page => page.type === 'list' && page.entity === entity.name)
  const names = list?.type === 'list' ? list.columns.map(column => column.field) : Object.keys(entity.schema.properties)
  return names.filter(name => name !== entity.display && name !== entity.states?.field)
}
