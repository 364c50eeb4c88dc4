import type { Clock } from '../base/clock.ts'
import { InvalidInput, NotFound } from '../base/errors.ts'
import { newId } from '../base/ids.ts'
import type { Log } from '../base/log.ts'
import { nearest } from '../base/nearest.ts'
import type { EntityModel } from '../metadata/entity-model.ts'
import type { Database } from '../store/database.ts'
import { orphanedTables, removedColumns } from '../store/removed-data.ts'
import { contractSchema } from '../store/schema-contract.ts'
import { dropForGood } from '../store/drop-for-good.ts'
import { auditEntry, writeAuditEntries } from './audit.ts'
import type { Principal } from './context.ts'

/** What is kept of removed fields and entities, by the name under which it can be purged. */
export interface KeptData {
  /** `contract.remark`, `contract.lines.remark`, or the table of a removed entity or of removed line items. */
  subject: string
  rows: number
}

export interface PurgeParts {
  database: Database
  clock: Clock
  log: Log
}

/** Everything that a definition no longer names and that is kept all the same. */
export async function keptData(database: Database, inForce: readonly EntityModel[]): Promise<KeptData[]> {
  return (await found(database, inForce)).map(({ subject, rows }) => ({ subject, rows }))
}

/**
 * Deletes what is kept under this name, for good, with an entry in the audit trail. `inForce` are the entities in force.
 * Throws NothingKept, StillInForce, SchemaChangeBusy.
 */
export async function purgeData(
  { database, clock, log }: PurgeParts,
  inForce: readonly EntityModel[],
  order: { subject: string; reason: string; by: Principal },
): Promise<KeptData> {
  const all = await found(database, inForce)
  const kept = all.find(each => each.subject === order.subject)
  if (!kept) throw refusal(order.subject, all, inForce)
  // Foreign keys of removed fields would hold the table that they refer to.
  await contractSchema(database, inForce, log)
  const { subject, rows, table, column } = kept
  await dropForGood(database, { table, ...(column === undefined ? {} : { column }) }, tx =>
    writeAuditEntries(tx, [
      auditEntry(
        { action: 'data.purged', subjectKind: 'entity', subjectId: subject, changes: { rows }, reason: order.reason },
        order.by,
        { commandId: newId(), command: 'data.purge', cause: 'cli' },
        clock.now(),
      ),
    ]),
  )
  log.warn({ subject, rows }, 'data of a removed definition was purged')
  return { subject, rows }
}

type Found = KeptData & { table: string; column?: string }

async function found(database: Database, inForce: readonly EntityModel[]): Promise<Found[]> {
  const columns = await removedColumns(database, inForce)
  const tables = await orphanedTables(database, inForce)
  return [
    ...columns.map(({ entity, field, table, column, rowsWithValue }) => ({
      subject: `${entity}.${field}`,
      rows: rowsWithValue,
      table,
      column,
    })),
    ...tables.map(({ table, rows }) => ({ subject: table, rows, table })),
  ]
}

function refusal(subject: string, all: readonly KeptData[], inForce: readonly EntityModel[]): Error {
  const [entity, first, second] = subject.split('.')
  const model = inForce.find(each => each.name === entity)
  const field = model?.fields.find(each => each.name === first)
  const isInForce =
    first === undefined ? model : second === undefined ? field : field?.fields?.find(f => f.name === second)
  if (isInForce) return new StillInForce(subject)
  const names = all.map(each => each.subject)
  return new NothingKept(subject, nearest(subject, names))
}

export class NothingKept extends NotFound {
  constructor(subject: string, meant: string | undefined) {
    super(
      'data.nothing_kept',
      `Nothing is kept of a removed ${subject}.${meant ? ` Did you mean ${meant}?` : ''} "jingwei data removed" lists what is.`,
    )
  }
}

export class StillInForce extends InvalidInput {
  constructor(subject: string) {
    super(
      'data.still_in_force',
      `${subject} is in force. Publish a definition without it first; then its data can be purged.`,
    )
  }
}
