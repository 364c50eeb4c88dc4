import type { Transaction } from '../../../runtime/context.ts'
import type { FlowState, HistoryEntry } from '../state.ts'
import { loadedSequence } from './load-state.ts'
import { insertRows, writeRows, type Write } from './rows/write-rows.ts'
import { fixed, type Table } from './rows/table.ts'
import * as tables from './rows/tables.ts'

interface Flush {
  /** What the definition wants to be kept of what happened. */
  history: readonly HistoryEntry[]
  about: tables.Beside['about']
}

/** Writes what changed, with the commit. */
export function flushState(tx: Pick<Transaction, 'write'>, state: FlowState, flush: Flush): void {
  for (const { statement, values } of writesOf(state, flush)) tx.write(statement, values)
}

/**
 * What has to be written. A token, timer or task that came and went in this command was never a row; those of a run that
 * ends with its first command leave none.
 */
export function writesOf(state: FlowState, { history, about }: Flush): Write[] {
  const beside = { root: state.instance.id, about }
  const writes: Write[] = []
  countChange(state)
  writeRows(writes, tables.instances, state.instances.changes(), beside)
  writeRows(writes, tables.scopes, state.scopes.changes(), beside)
  writeRows(writes, tables.outputs, state.outputs.changes(), beside)
  writeRows(writes, tables.tokens, state.tokens.changes(), beside)
  writeRows(writes, tables.tasks, state.tasks.changes(), beside)
  writeRows(writes, tables.participants, state.participants.changes(), beside)
  writeRows(writes, tables.jobs, state.jobs.changes(), beside)
  writeRows(writes, tables.subscriptions, state.subscriptions.changes(), beside)
  writeRows(writes, tables.compensations, state.compensations.changes(), beside)
  writeRows(writes, tables.incidents, state.incidents.changes(), beside)
  insertRows(writes, entries, history, beside)
  return writes
}

const entries: Table<HistoryEntry> = {
  name: 'flow.history',
  columns: [
    fixed('instance_id', 'uuid', 'instance'),
    fixed('seq', 'integer', 'seq'),
    fixed('element', 'text', 'element'),
    fixed('event', 'text', 'event'),
    fixed('at', 'timestamptz', 'at'),
    fixed('since', 'timestamptz', 'since'),
    fixed('data', 'jsonb', 'data'),
    fixed('input', 'jsonb', 'input'),
  ],
}

/** A reader that waited for the lock sees by the root's number that something changed, be it in a run that it called. */
function countChange(state: FlowState): void {
  const { id, sequence } = state.instance
  if (sequence === loadedSequence(state) && hasChanged(state)) state.instances.change(id, { sequence: sequence + 1 })
}

const hasChanged = (state: FlowState): boolean =>
  [
    state.instances,
    state.scopes,
    state.outputs,
    state.tokens,
    state.tasks,
    state.participants,
    state.jobs,
    state.subscriptions,
    state.compensations,
    state.incidents,
  ].some(rows => {
    const { created, changed, removed } = rows.changes()
    return created.length + changed.length + removed.length > 0
  })
