import { isNothing } from '../../../access/row-filter.ts'
import { Defect } from '../../../base/errors.ts'
import { newId } from '../../../base/ids.ts'
import type { EntityModel } from '../../../metadata/entity-model.ts'
import type { RunContext } from '../../../runtime/context.ts'
import { matches } from '../../../store/statements/predicate.ts'
import { insertRecord } from '../../../store/statements/record-writes.ts'
import type { RecordData } from '../compute.ts'
import { recordChanges } from './changes.ts'
import { checkLineIds } from './check-lines.ts'
import { checkReferences } from './check-references.ts'
import { explaining } from './database-faults.ts'
import { RecordActionForbidden } from './errors.ts'
import { reportEvent } from './report-event.ts'
import { sequencePeriod } from './number-sequence.ts'
import { ambientValues, checkRecord, completedDraft } from './prepare-record.ts'
import type { RecordParts } from './record-parts.ts'
import { recordRights, type RecordRights } from './rights.ts'
import { validateBody, writtenBySystem } from './validate-body.ts'
import { refuseUnwritable } from './writable-fields.ts'

export interface CreateInput {
  record: RecordData
  /**
   * Values of fields that clients can't set (id, number, state): for the system alone, which loads demo data and imports.
   * Throws PresetForbidden for anybody else.
   */
  preset?: RecordData
}

/**
 * Writes a new record: body → defaults → lookups → computed fields → checks → right → number → row, audit entry and
 * flows of the event `create`, all in the command's transaction. Returns the id.
 */
export async function createRecord(
  parts: RecordParts,
  ctx: RunContext,
  entity: string,
  input: CreateInput,
): Promise<string> {
  const rights = recordRights(ctx, entity)
  const { model } = rights
  if (isNothing(rights.create)) throw new RecordActionForbidden(model, 'create')
  const record = await complete(parts, ctx, rights, input)
  const now = ctx.clock.now().toISOString()
  const { statement, values } = insertRecord(model, record, { at: now, by: ctx.principal.personId }, rights.create)
  const [row] = await explaining(model, record.id, ctx.tx.query<{ allowed: boolean | null }>(statement, values))
  if (row?.allowed !== true) throw new RecordActionForbidden(model, 'create')
  ctx.audit({
    action: 'record.created',
    subjectKind: entity,
    subjectId: record.id,
    changes: recordChanges(model, null, record),
  })
  await reportEvent(ctx, { entity, id: record.id, event: 'create' })
  return record.id
}

async function complete(
  parts: RecordParts,
  ctx: RunContext,
  rights: RecordRights,
  input: CreateInput,
): Promise<RecordData & { id: string }> {
  const { model } = rights
  const preset = allowedPreset(ctx, input.preset)
  const isSystem = ctx.principal.accountId === 'system'
  const body = validateBody(isSystem ? writtenBySystem(model) : model, 'create', input.record)
  checkLineIds(model, body, null)
  const ambient = ambientValues(ctx, parts.timeZone)
  const draft = { ...(await completedDraft(ctx, model, body, ambient)), ...preset }
  const creatable = creatableFields(rights, draft)
  if (creatable?.size === 0) throw new RecordActionForbidden(model, 'create')
  refuseUnwritable(model, body, null, creatable)
  checkRecord(model, numbered(model, draft, ambient.today), ambient)
  await checkReferences(ctx, model, body, null)
  return { id: newId(), ...draft, ...(await takenNumbers(parts, model, draft, ambient.today)) }
}

function allowedPreset(ctx: RunContext, preset: RecordData | undefined): RecordData {
  if (preset !== undefined && ctx.principal.accountId !== 'system') throw new PresetForbidden()
  return preset ?? {}
}

/** The rights on a row that is not there yet, asked of its draft. What another record says can't be known here. */
function creatableFields({ createMask }: RecordRights, draft: RecordData) {
  const valueOf = ({ name, via }: { name: string; via?: unknown }) => (via === undefined ? (draft[name] ?? null) : null)
  return createMask.fieldsOf(createMask.conditions.map(condition => matches(condition, valueOf)))
}

const sequences = (model: EntityModel, draft: RecordData) =>
  model.fields.filter(field => field.sequence !== undefined && (draft[field.name] ?? null) === null)

/** With stand-ins for its numbers, so that a record which is refused takes none. */
function numbered(model: EntityModel, draft: RecordData, today: string): RecordData {
  const standIns = sequences(model, draft).map(field => [
    field.name,
    sequencePeriod(field.sequence!.pattern, today).text(0n),
  ])
  return { ...draft, ...Object.fromEntries(standIns) }
}

async function takenNumbers(
  parts: RecordParts,
  model: EntityModel,
  draft: RecordData,
  today: string,
): Promise<RecordData> {
  const taken = sequences(model, draft).map(async field => {
    const { period, text } = sequencePeriod(field.sequence!.pattern, today)
    return [field.name, text(await parts.numbers.next({ entity: model.name, field: field.name, period }))]
  })
  return Object.fromEntries(await Promise.all(taken))
}

export class PresetForbidden extends Defect {
  constructor() {
    super('record.preset_forbidden', 'Only the system may preset fields that clients can not set.')
  }
}
