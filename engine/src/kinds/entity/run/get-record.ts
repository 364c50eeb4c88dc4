import type { RunContext } from '../../../runtime/context.ts'
import { isInSet } from '../../../access/field-mask.ts'
import { fieldNames } from '../../../access/field-names.ts'
import type { RecordJson } from '../../../store/statements/record-columns.ts'
import { loadRecord, type LoadedRecord, type TaskGrant } from './load-record.ts'
import { maskRecord } from './mask-record.ts'
import { recordRights, type RecordRights } from './rights.ts'

/** What the reader may do with the record, for the page that shows it. */
export interface RecordPermissions {
  update: boolean
  /** `readOnly` names `amount` and `lines.list_price`. */
  fields: { readOnly: string[] }
  transitions: string[]
  delete: boolean
}

/** A record as its reader may see it: hidden fields are not in it. Throws RecordNotFound. */
export async function getRecord(
  ctx: RunContext,
  entity: string,
  { id, task }: { id: string; task?: TaskGrant },
): Promise<RecordJson & { _permissions: RecordPermissions }> {
  const rights = recordRights(ctx, entity)
  const loaded = await loadRecord(ctx, entity, id, task)
  return { ...maskRecord(rights.model, loaded.record, loaded.readable), _permissions: permissions(rights, loaded) }
}

function permissions({ model }: RecordRights, { may, readable, writable }: LoadedRecord): RecordPermissions {
  const isWritable = (name: string) => {
    const [first = '', second] = name.split('.')
    const field = model.byName[first]!
    const own = second === undefined ? field : field.fields!.find(line => line.name === second)!
    return may.update && !own.readOnly && (isInSet(writable, name) || isInSet(writable, first))
  }
  const readOnly = fieldNames(model).filter(name => isInSet(readable, name) && !isWritable(name))
  return { update: may.update, fields: { readOnly }, transitions: [...may.transitions], delete: may.delete }
}
