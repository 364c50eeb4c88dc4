import type { Transaction } from '../context.ts'
import { readPublicationRow } from './publication-row.ts'
import { NotInForceYet } from './roll-back-errors.ts'

/** The snapshot that a publication brought into force. Throws UnknownPublication, NotInForceYet. */
export async function snapshotOfPublication(tx: Transaction, id: string): Promise<number> {
  const { snapshot_id, state } = await readPublicationRow(tx, id)
  if (snapshot_id === null) throw new NotInForceYet(state)
  return Number(snapshot_id)
}
