import type { EntityModel, FieldModel } from '../../../metadata/entity-model.ts'
import type { Snapshot } from '../../../metadata/snapshot.ts'
import type { DocumentModel } from '../document-template.ts'
import { behindReferences } from '../read-paths.ts'
import { fieldLabels, type FieldWords } from './field-labels.ts'

/** A record as the entity kind gives it: decimals as text, references as ids, `_labels` with the names of references. */
export type RecordData = Record<string, unknown>

/** Records that references point to, by `<entity>/<id>`. */
export type ReferencedRecords = ReadonlyMap<string, RecordData>

/**
 * The data of one document: the record with its lines, the records behind the references that the template reads in place
 * of their ids, `_labels` on every level and `_titles` at the root.
 */
export function documentData(input: {
  model: DocumentModel
  snapshot: Snapshot
  record: RecordData
  referenced: ReferencedRecords
}): Record<string, unknown> {
  const { model, snapshot, record } = input
  const level = levelOf(snapshot, model.entity)
  const titles = model.titles.map(({ key, entity, pointer, title }) => {
    const { source } = snapshot.get('entity', entity)
    return [key, snapshot.text(source.id, pointer, model.language) ?? title]
  })
  return { ...fill(record, level, behindReferences(model.reads), input), _titles: Object.fromEntries(titles) as object }
}

type Input = Parameters<typeof documentData>[0]

interface Level {
  fields: readonly FieldModel[]
  words: FieldWords
}

function levelOf(snapshot: Snapshot, entity: string): Level {
  const { compiled, source } = snapshot.get<EntityModel>('entity', entity)
  return { fields: compiled.fields, words: { snapshot, entityId: source.id, at: '/properties' } }
}

function fill(
  record: RecordData,
  level: Level,
  references: ReadonlySet<string>,
  input: Input,
  prefix = '',
): Record<string, unknown> {
  const filled: Record<string, unknown> = {
    ...record,
    _labels: fieldLabels(record, level.fields, level.words, input.model.language),
  }
  for (const field of level.fields) {
    const value = record[field.name]
    if (field.type === 'lines') filled[field.name] = fillLines(value, field, level, references, input, prefix)
    if (field.type === 'reference' && references.has(prefix + field.name))
      filled[field.name] = fillReference(value, field, input)
  }
  return filled
}

function fillLines(
  value: unknown,
  field: FieldModel,
  level: Level,
  references: ReadonlySet<string>,
  input: Input,
  prefix: string,
): unknown[] {
  const words = { ...level.words, at: `${level.words.at}/${field.name}/items/properties` }
  const inside = { fields: field.fields ?? [], words }
  return ((value ?? []) as RecordData[]).map(line => fill(line, inside, references, input, `${prefix}${field.name}.`))
}

function fillReference(id: unknown, field: FieldModel, input: Input): unknown {
  const record = id === null || id === undefined ? undefined : input.referenced.get(`${field.target}/${String(id)}`)
  return record ? fill(record, levelOf(input.snapshot, field.target!), NONE, input) : null
}

/** Behind a reference no further one is followed. */
const NONE: ReadonlySet<string> = new Set()
