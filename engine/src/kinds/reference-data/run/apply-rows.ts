import { Conflict } from '../../../base/errors.ts'
import { newId } from '../../../base/ids.ts'
import type { EntityModel } from '../../../metadata/entity-model.ts'
import type { Transaction } from '../../../runtime/context.ts'
import { countOtherRows, findReferenceRows, writeReferenceRows } from '../../../store/statements/reference-rows.ts'
import { isRowReference, type ReferenceDataModel, type RowValue } from '../reference-data-model.ts'

export interface AppliedRows {
  entity: string
  inserted: number
  updated: number
  /** Rows that the file does not have: people added them, or they were taken out of it. They are kept as they are. */
  kept: number
}

/**
 * Stores the rows of reference data, found by their natural keys, in the transaction that puts the definitions in force.
 * Never deletes: records may refer to a row. Rows that are already so are not written. Throws CircularReferenceData.
 */
export async function applyReferenceData(
  tx: Transaction,
  data: readonly ReferenceDataModel[],
  { modelOf, at }: { modelOf(entity: string): EntityModel; at: Date },
): Promise<AppliedRows[]> {
  const ids = new Map<string, ReadonlyMap<string, string>>()
  const applied: AppliedRows[] = []
  for (const each of inOrder(data)) {
    const model = modelOf(each.entity)
    const own = await idsOf(tx, each, { model, ids })
    ids.set(each.entity, own)
    applied.push(await write(tx, each, { model, ids, at }))
  }
  return applied
}

/** Ids by entity and natural key. */
type Ids = ReadonlyMap<string, ReadonlyMap<string, string>>

/** Those of rows that are there, new ones for the others. */
async function idsOf(
  tx: Transaction,
  { key, rows }: ReferenceDataModel,
  { model, ids }: { model: EntityModel; ids: Ids },
): Promise<Map<string, string>> {
  const keys = rows.map(row => ({
    row_key: row.key,
    ...Object.fromEntries(key.map(name => [name, stored(row.values[name]!, ids)])),
  }))
  const found = await tx.query<{ row_key: string; id: string }>(findReferenceRows(model, key), [JSON.stringify(keys)])
  const known = new Map(found.map(row => [row.row_key, row.id]))
  return new Map(rows.map(row => [row.key, known.get(row.key) ?? newId()]))
}

async function write(
  tx: Transaction,
  { entity, rows }: ReferenceDataModel,
  { model, ids, at }: { model: EntityModel; ids: Ids; at: Date },
): Promise<AppliedRows> {
  const own = ids.get(entity)!
  const json = rows.map(({ key, values }) => ({
    id: own.get(key),
    ...Object.fromEntries(Object.entries(values).map(([name, value]) => [name, stored(value, ids)])),
  }))
  const written = await tx.query<{ inserted: boolean }>(writeReferenceRows(model), [JSON.stringify(json), at])
  const [rest] = await tx.query<{ left: number }>(countOtherRows(model), [[...own.values()]])
  const inserted = written.filter(row => row.inserted).length
  return { entity, inserted, updated: written.length - inserted, kept: rest!.left }
}

const stored = (value: RowValue, ids: Ids): unknown =>
  isRowReference(value) ? ids.get(value.entity)!.get(value.key)! : value

/** Entities after those that they refer to. */
function inOrder(data: readonly ReferenceDataModel[]): ReferenceDataModel[] {
  const ordered = new Set<ReferenceDataModel>()
  const byEntity = new Map(data.map(each => [each.entity, each]))
  const visit = (each: ReferenceDataModel, path: readonly string[]): void => {
    if (ordered.has(each)) return
    if (path.includes(each.entity)) throw new CircularReferenceData([...path, each.entity])
    for (const need of each.needs) if (need !== each.entity) visit(byEntity.get(need)!, [...path, each.entity])
    ordered.add(each)
  }
  for (const each of data) visit(each, [])
  return [...ordered]
}

/** Code `reference_data.circular`: neither of two files of rows can be stored before the other. */
export class CircularReferenceData extends Conflict {
  constructor(path: readonly string[]) {
    super(
      'reference_data.circular',
      `The rows of ${path.join(' → ')} refer to each other in a circle. Take one of these references out of the rows.`,
    )
  }
}
