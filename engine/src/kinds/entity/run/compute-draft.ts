import { isNothing } from '../../../access/row-filter.ts'
import { fieldMask, type FieldSet } from '../../../access/field-mask.ts'
import type { EntityModel } from '../../../metadata/entity-model.ts'
import type { RunContext } from '../../../runtime/context.ts'
import type { RecordJson } from '../../../store/statements/record-columns.ts'
import { linesOf, type RecordData } from '../compute.ts'
import { checkLineIds } from './check-lines.ts'
import { RecordActionForbidden } from './errors.ts'
import { labelKey, labelsOf, referencesIn, withLabels } from './labels.ts'
import { loadRecord } from './load-record.ts'
import { maskRecord } from './mask-record.ts'
import { ambientValues, completedDraft, patchedRecord } from './prepare-record.ts'
import type { RecordParts } from './record-parts.ts'
import { recordRights, type RecordRights } from './rights.ts'
import { validateBody } from './validate-body.ts'

/**
 * What a record would look like if it were saved now: defaults, lookups and computed values of a form that is being
 * filled in. Nothing is written; missing values are no fault. With the `id` of a record, agreed values stay as saving
 * would keep them. New lines come back without an id.
 */
export async function computeDraft(
  parts: RecordParts,
  ctx: RunContext,
  entity: string,
  body: RecordData,
): Promise<RecordData> {
  const rights = recordRights(ctx, entity)
  const { model } = rights
  const { id, ...given } = body
  const draft = validateBody(model, 'draft', writableOnly(model, given))
  const ambient = ambientValues(ctx, parts.timeZone)
  if (typeof id === 'string') {
    const { record: before, readable } = await loadRecord(ctx, entity, id)
    checkLineIds(model, draft, before)
    const computed = await patchedRecord(ctx, model, { before, patch: draft }, ambient)
    return labelled(ctx, model, draft, shown(rights, draft, computed, readable))
  }
  if (isNothing(rights.create)) throw new RecordActionForbidden(model, 'create')
  checkLineIds(model, draft, null)
  const computed = await completedDraft(ctx, model, draft, ambient)
  return labelled(ctx, model, draft, shown(rights, draft, computed, readableOfNew(rights)))
}

/** Names of what is referred to; of ids that came with the draft only where the person may read the record. */
async function labelled(
  ctx: RunContext,
  model: EntityModel,
  draft: RecordData,
  computed: RecordData,
): Promise<RecordData> {
  const given = new Set(referencesIn(model, draft).map(labelKey))
  const all = referencesIn(model, computed)
  const own = await labelsOf(
    ctx,
    all.filter(reference => !given.has(labelKey(reference))),
  )
  const fromClient = await labelsOf(
    ctx,
    all.filter(reference => given.has(labelKey(reference))),
    { readable: true },
  )
  return withLabels(model, computed, new Map([...own, ...fromClient]))
}

/** A form sends back what it was given; what the server sets is left out and made anew. */
function writableOnly(model: EntityModel, body: RecordData): RecordData {
  const kept = Object.entries(body).filter(([name]) => !isServerSet(name) && !model.byName[name]?.readOnly)
  return Object.fromEntries(
    kept.map(([name, value]) => [
      name,
      model.byName[name]?.type === 'lines' ? writableLines(model, name, value) : value,
    ]),
  )
}

function writableLines(model: EntityModel, name: string, lines: unknown): unknown {
  if (!Array.isArray(lines)) return lines
  const readOnly = new Set(model.byName[name]!.fields!.filter(field => field.readOnly).map(field => field.name))
  return lines.map((line: unknown) =>
    typeof line === 'object' && line !== null
      ? Object.fromEntries(Object.entries(line).filter(([key]) => !readOnly.has(key) && !isServerSet(key)))
      : line,
  )
}

const SERVER_SET = new Set([
  'version',
  'created_at',
  'created_by',
  'updated_at',
  'updated_by',
  '_labels',
  '_permissions',
])
const isServerSet = (name: string): boolean => SERVER_SET.has(name)

/** Fields that the person could read on some row: a draft belongs to no row yet. */
function readableOfNew({ access, model }: RecordRights): FieldSet {
  const mask = fieldMask(access, 'read', model)
  return mask.fieldsOf(mask.conditions.map(() => true))
}

function shown(rights: RecordRights, draft: RecordData, computed: RecordData, readable: FieldSet): RecordData {
  const { _labels: _, ...masked } = maskRecord(rights.model, computed as RecordJson, readable)
  const result: Record<string, unknown> = { ...masked }
  for (const field of rights.model.fields)
    if (field.type === 'lines' && field.name in result) {
      const known = new Set(linesOf(draft, field).map(line => line['id']))
      result[field.name] = linesOf(result, field).map(({ id, ...line }) => (known.has(id) ? { id, ...line } : line))
    }
  return result
}
