import { hasErrors } from '../../metadata/diagnostic.ts'
import type { EntityModel, FieldModel } from '../../metadata/entity-model.ts'
import { Findings } from '../../metadata/findings.ts'
import { pointerTo } from '../../metadata/json-pointer.ts'
import type { CompileResult, Linker, Source } from '../../metadata/kind.ts'
import type { ReferenceDataContent } from './content.ts'
import type { ReferenceDataModel } from './reference-data-model.ts'
import { namedFields } from './named-fields.ts'
import { RowCompiler } from './row-compiler.ts'

/** A file that is wrong in one way is wrong on every line: so many faults are enough to see it. */
const MOST_FAULTS = 100

/** Checks each row against its entity. Pure. */
export function compileReferenceData(
  source: Source<ReferenceDataContent>,
  link: Linker,
): CompileResult<ReferenceDataModel> {
  const findings = new Findings(source, link)
  const { name, key, rows: contents } = source.content
  const { diagnostics, references } = findings
  const entity = findings.compiledEntity('/name', name, 'reference_data')
  if (!entity || !isReference(entity, key, findings)) return { diagnostics, references }
  key.forEach((name, i) => findings.referField(entity.byName[name]!, pointerTo('/key', i)))
  references.push(...namedFields(source, entity))
  const compiler = new RowCompiler(entity, findings)
  const rows: ReferenceDataModel['rows'][number][] = []
  for (const rowKey of Object.keys(contents).sort()) {
    if (diagnostics.length >= MOST_FAULTS) break
    const row = contents[rowKey]
    if (row) rows.push({ key: rowKey, values: compiler.row(row, pointerTo('/rows', rowKey)) })
  }
  const needs = [...compiler.targets].sort()
  return hasErrors(diagnostics)
    ? { diagnostics, references }
    : { compiled: { entity: name, key, rows, needs }, diagnostics, references }
}

/** Whether the entity says that its rows are configuration, and what makes two of them the same. */
function isReference(entity: EntityModel, key: readonly string[], findings: Findings): boolean {
  const [natural] = entity.unique
  if (!entity.reference) {
    const message = `The rows of "${entity.name}" are business records, which no pack touches. Say "x-reference": true in the entity if they are configuration.`
    findings.fault('/name', { code: 'reference_data.not_reference', message })
  } else if (entity.states || entity.fields.some(isMadeByEngine)) {
    const message = `"${entity.name}" has states, or fields that the engine sets; rows of a file are stored as they stand. Remove those, or "x-reference".`
    findings.fault('/name', { code: 'reference_data.unsupported_entity', message })
  } else if (natural?.join() !== key.join()) {
    const message = natural
      ? `The natural key of "${entity.name}" is its first "x-unique": "key":${JSON.stringify(natural)}.`
      : `"${entity.name}" has no "x-unique": nothing says which row is which. Add it to the entity.`
    findings.fault('/key', { code: 'reference_data.wrong_key', message })
  } else if (!key.every(name => canBeKey(entity.byName[name], entity))) {
    const message = `A natural key is made of texts, choices, dates, whole numbers and references to other entities.`
    findings.fault('/key', { code: 'reference_data.wrong_key', message })
  } else return true
  return false
}

const isMadeByEngine = ({ computed, lookup, sequence }: FieldModel): boolean =>
  computed !== undefined || lookup !== undefined || sequence !== undefined

const KEY_TYPES = new Set<FieldModel['type']>(['text', 'enum', 'date', 'integer'])

/** Values that have one way of being written; a row can't be found by a reference to its own kind. */
const canBeKey = (field: FieldModel | undefined, { name }: EntityModel): boolean =>
  field !== undefined && (KEY_TYPES.has(field.type) || (field.type === 'reference' && field.target !== name))
