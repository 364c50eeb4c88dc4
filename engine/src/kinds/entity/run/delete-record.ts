import type { RunContext } from '../../../runtime/context.ts'
import { deleteRecord as deleteStatement } from '../../../store/statements/record-writes.ts'
import { explaining } from './database-faults.ts'
import { RecordActionForbidden, RecordVersionConflict } from './errors.ts'
import { loadRecord } from './load-record.ts'
import { recordChanges } from './changes.ts'
import { recordRights } from './rights.ts'
import { refuseStale } from './update-record.ts'

/** Deletes a record with its line items; what it said stays in the audit trail. Throws RecordInUse beside what update throws. */
export async function deleteRecord(
  ctx: RunContext,
  entity: string,
  { id, version }: { id: string; version?: number },
): Promise<void> {
  const { model } = recordRights(ctx, entity)
  const loaded = await loadRecord(ctx, entity, id)
  if (!loaded.may.delete) throw new RecordActionForbidden(model, 'delete')
  refuseStale(loaded, version)
  const { record } = loaded
  const rows = await explaining(model, id, ctx.tx.query(deleteStatement(model), [id, record.version]))
  if (rows.length === 0) throw new RecordVersionConflict(id, { yours: record.version })
  ctx.audit({ action: 'record.deleted', subjectKind: entity, subjectId: id, changes: recordChanges(model, record, {}) })
}
