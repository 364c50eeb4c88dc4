import type { Transaction } from '../../../../runtime/context.ts'
import type { PastRun } from '../../replay/replay-run.ts'
import type { HistoryEntry, Instance } from '../../state.ts'
import { readWholeHistory } from '../statements/replay.ts'

/** Rows of one history: a run that is longer is not replayed. */
export const MOST_ENTRIES = 20_000

interface Row extends Omit<HistoryEntry, 'since' | 'input'> {
  input: HistoryEntry['input'] | null
}

/** A run with its history, and that of the runs that it called; null when that is too long. */
export async function loadPastRun(tx: Transaction, instance: Instance): Promise<PastRun | null> {
  const rows = await tx.query<Row>(readWholeHistory, [instance.id, instance.startedAt, MOST_ENTRIES + 1])
  if (rows.length > MOST_ENTRIES) return null
  return { instance, history: rows.map(entryOf) }
}

const entryOf = ({ input, at, ...entry }: Row): HistoryEntry => ({
  ...entry,
  at: new Date(at).toISOString(),
  since: null,
  ...(input !== null && { input: input! }),
})
