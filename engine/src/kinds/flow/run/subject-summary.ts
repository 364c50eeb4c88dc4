import type { EntityModel, FieldModel } from '../../../metadata/entity-model.ts'
import type { Snapshot } from '../../../metadata/snapshot.ts'

/** What task lists show of a record: kept with the task, so that one statement lists tasks of all entities. */
export interface SubjectSummary {
  title: string
  facts: SummaryFact[]
}

export interface SummaryFact {
  field: string
  /** JSON value of the record; references have a label. */
  value: unknown
  label: string | null
}

interface RecordPage {
  type?: string
  entity?: string
  facts?: string[]
}

/** Title and key facts: the facts of the entity's record page, which says what matters of a record at first sight. */
export function subjectSummary(
  snapshot: Snapshot,
  entity: string,
  record: Readonly<Record<string, unknown>>,
): SubjectSummary {
  const model = snapshot.get<EntityModel>('entity', entity).compiled
  const labels = (record._labels ?? {}) as Record<string, string | undefined>
  const facts = factFields(snapshot, model).map(({ name }) => ({
    field: name,
    value: record[name] ?? null,
    label: labels[name] ?? null,
  }))
  const shown = labels[model.display] ?? record[model.display]
  return { title: typeof shown === 'string' && shown !== '' ? shown : model.title, facts }
}

function factFields(snapshot: Snapshot, model: EntityModel): FieldModel[] {
  const pages = snapshot.all('page').map(page => page.source.content as RecordPage)
  const facts = pages.find(page => page.type === 'record' && page.entity === model.name)?.facts ?? []
  return facts
    .map(name => model.byName[name])
    .filter((field): field is FieldModel => field !== undefined && field.type !== 'lines')
}
