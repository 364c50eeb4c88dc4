import type { FieldModel } from '../../../metadata/entity-model.ts'
import type { Snapshot } from '../../../metadata/snapshot.ts'
import type { RecordData } from './document-data.ts'

/** Where the titles of options are translated. */
export interface FieldWords {
  snapshot: Snapshot
  /** Id of the entity's definition. */
  entityId: string
  /** Pointer of the fields in it. */
  at: string
}

const BOOLEANS = { 'zh-CN': ['否', '是'], en: ['No', 'Yes'] } as const

/** The words for a record's options, booleans and references, by field, in the document's language. */
export function fieldLabels(
  record: RecordData,
  fields: readonly FieldModel[],
  words: FieldWords,
  language: keyof typeof BOOLEANS,
): Record<string, string> {
  const labels: Record<string, string> = {}
  for (const field of fields) {
    const value = record[field.name]
    if (value === null || value === undefined) continue
    if (field.type === 'boolean') labels[field.name] = BOOLEANS[language][value === true ? 1 : 0]
    if (field.type === 'enum') labels[field.name] = optionTitle(field, value, words, language)
    if (field.type === 'reference') labels[field.name] = referenceLabel(record, field)
  }
  return labels
}

function optionTitle(
  field: FieldModel,
  value: unknown,
  { snapshot, entityId, at }: FieldWords,
  language: string,
): string {
  const options = field.options ?? []
  const index = options.findIndex(option => option.value === value)
  if (index === -1) return String(value)
  return snapshot.text(entityId, `${at}/${field.name}/oneOf/${index}/title`, language) ?? options[index]!.title
}

/** What the record runtime named it; it names every reference of a record and of its lines. */
function referenceLabel(record: RecordData, field: FieldModel): string {
  const labels = record['_labels'] as Record<string, string> | undefined
  return labels?.[field.name] ?? ''
}
