import type { RunContext } from '../../../runtime/context.ts'
import { updateRecord as updateStatement } from '../../../store/statements/record-writes.ts'
import type { RecordData } from '../compute.ts'
import { recordChanges, sameOrder } from './changes.ts'
import { checkLineIds } from './check-lines.ts'
import { checkReferences } from './check-references.ts'
import { explaining } from './database-faults.ts'
import { RecordActionForbidden, RecordVersionConflict } from './errors.ts'
import { loadRecord, type LoadedRecord, type TaskGrant } from './load-record.ts'
import { ambientValues, checkRecord, patchedRecord } from './prepare-record.ts'
import type { RecordParts } from './record-parts.ts'
import { recordRights, type RecordRights } from './rights.ts'
import { validateBody, writtenBySystem } from './validate-body.ts'
import { refuseUnwritable } from './writable-fields.ts'

export interface UpdateInput {
  id: string
  /** JSON merge patch (RFC 7396); line items are a whole list, matched by `id`. */
  patch: RecordData
  /** Version that the writer saw; absent: whatever is there now. */
  version?: number
  /** Write by the right of a task, within its fields. */
  task?: TaskGrant
}

/**
 * Changes a record. Nothing is written, and the version stays, when the patch changes nothing.
 * Throws RecordNotFound, RecordActionForbidden, RecordVersionConflict, RecordInvalid, FieldsNotWritable.
 */
export async function updateRecord(
  parts: RecordParts,
  ctx: RunContext,
  entity: string,
  input: UpdateInput,
): Promise<void> {
  const rights = recordRights(ctx, entity)
  const { model } = rights
  const loaded = await loadRecord(ctx, entity, input.id, input.task)
  if (!loaded.may.update) throw new RecordActionForbidden(model, 'update')
  refuseStale(loaded, input.version)
  const before = loaded.record
  const isSystem = ctx.principal.accountId === 'system'
  const patch = validateBody(isSystem ? writtenBySystem(model) : model, 'patch', input.patch)
  checkLineIds(model, patch, before)
  refuseUnwritable(model, patch, before, expandLines(rights, loaded.writable, input.task))
  const ambient = ambientValues(ctx, parts.timeZone)
  const after = await patchedRecord(ctx, model, { before, patch }, ambient)
  checkRecord(model, after, ambient)
  await checkReferences(ctx, model, patch, before)
  if (await writeRecord(ctx, rights, { before, after, version: input.version }))
    ctx.audit({
      action: 'record.updated',
      subjectKind: entity,
      subjectId: input.id,
      changes: recordChanges(model, before, after),
    })
}

/** Throws RecordVersionConflict when the reader saw another version. */
export function refuseStale({ record }: LoadedRecord, version: number | undefined): void {
  if (version !== undefined && version !== record.version)
    throw new RecordVersionConflict(record.id, { yours: version, current: record.version })
}

/** A form that lets write the lines lets write all fields of a line. */
function expandLines(
  { model }: RecordRights,
  writable: LoadedRecord['writable'],
  task: TaskGrant | undefined,
): LoadedRecord['writable'] {
  if (task === undefined || writable === null) return writable
  const inLines = model.fields
    .filter(field => field.type === 'lines' && writable.has(field.name))
    .flatMap(field => (field.fields ?? []).map(line => `${field.name}.${line.name}`))
  return new Set([...writable, ...inLines])
}

interface Write {
  before: RecordData & { id: string; version: number }
  after: RecordData
  version?: number | undefined
}

/** Writes what is different; false when nothing is. The update itself proves that nobody wrote in between. */
export async function writeRecord(
  ctx: RunContext,
  { model }: RecordRights,
  { before, after, version }: Write,
): Promise<boolean> {
  const changes = recordChanges(model, before, after)
  const lists = model.fields.filter(field => field.type === 'lines').map(field => field.name)
  const withLines = lists.some(name => name in changes || !sameOrder(before[name], after[name]))
  if (Object.keys(changes).length === 0 && !withLines) return false
  const authorship = { at: ctx.clock.now().toISOString(), by: ctx.principal.personId }
  const { statement, values } = updateStatement(
    model,
    { ...after, id: before.id },
    { ...authorship, version: before.version, withLines },
  )
  const rows = await explaining(model, before.id, ctx.tx.query(statement, values))
  if (rows.length === 0) throw overtaken(before, version)
  return true
}

/** Who named a version hears of it; a flow that did not is begun anew on what is there now. */
function overtaken(
  { id, version: seen }: { id: string; version: number },
  named: number | undefined,
): RecordVersionConflict {
  return named === undefined
    ? new RecordOvertaken(id, { yours: seen })
    : new RecordVersionConflict(id, { yours: named })
}

class RecordOvertaken extends RecordVersionConflict {
  /** Serialisation failure: the command runner retries. */
  override readonly cause = Object.assign(new Error('the record was changed between read and write'), { code: '40001' })
}
