import type { Statement, Transaction } from '../../../runtime/context.ts'
import { stateOf, type FlowState, type PassedApproval, type StateRows } from '../state.ts'
import { instanceOf, rowReader, type RawRow } from './rows/read-rows.ts'
import {
  compensations,
  incidents,
  jobs,
  outputs,
  participants,
  scopes,
  subscriptions,
  tasks,
  tokens,
} from './rows/tables.ts'
import { loadRest } from './statements/load-instance.ts'

interface RestRow {
  called: RawRow[] | null
  scopes: RawRow[] | null
  outputs?: RawRow[] | null
  tokens: RawRow[] | null
  tasks: RawRow[] | null
  participants: RawRow[] | null
  jobs: RawRow[] | null
  subscriptions: RawRow[] | null
  compensations: RawRow[] | null
  incidents: RawRow[] | null
}

interface LoadedRow extends RestRow {
  instance: RawRow
  seen: number
  whole: boolean
  approvals: PassedApproval[] | null
  held?: [owner: string | null, until: string | null] | null
}

/** Who has claimed the job by which a run was loaded. */
export interface JobHold {
  by: string | null
  until: string | null
}

export interface LoadedState {
  state: FlowState
  /** Null: the run was not loaded by a job, or the job is gone. */
  hold: JobHold | null
}

/** Locks the run that `id` belongs to, and reads it. Null when there is no such thing. */
export const loadState = async (tx: Transaction, statement: Statement, id: string): Promise<FlowState | null> =>
  (await loadHeld(tx, statement, id))?.state ?? null

/** As `loadState`, with the hold of the job that `id` names. */
export async function loadHeld(tx: Transaction, statement: Statement, id: string): Promise<LoadedState | null> {
  let [row] = await tx.query<LoadedRow>(statement, [id])
  // Under the lock nobody changes it any more: the second reading is always whole.
  if (row !== undefined && row.seen !== instanceOf(row.instance).sequence)
    [row] = await tx.query<LoadedRow>(statement, [id])
  if (row === undefined) return null
  const root = instanceOf(row.instance)
  const given = rowsOf(row)
  const rows = { ...given, instances: [root, ...given.instances], approvals: row.approvals ?? [] }
  const hold = row.held ? { by: row.held[0], until: row.held[1] } : null
  const state = stateOf({ root: root.id, rows, isNew: false, whole: row.whole })
  noteSequence(state, root.sequence)
  return { state, hold }
}

const sequences = new WeakMap<FlowState, number>()

export const noteSequence = (state: FlowState, sequence: number): void => void sequences.set(state, sequence)

/** The root's number when it was read; undefined for a new run. */
export const loadedSequence = (state: FlowState): number | undefined => sequences.get(state)

/** Reads what was left out, and nothing that is here already. */
export async function readRest(tx: Transaction, state: FlowState): Promise<void> {
  if (state.whole) return
  const [row] = await tx.query<RestRow>(loadRest, [state.instance.id])
  const rows = rowsOf(row!)
  state.instances.load(rows.instances)
  state.scopes.load(rows.scopes)
  state.outputs.load(rows.outputs)
  state.tokens.load(rows.tokens)
  state.tasks.load(rows.tasks)
  state.participants.load(rows.participants)
  state.jobs.load(rows.jobs)
  state.subscriptions.load(rows.subscriptions)
  state.compensations.load(rows.compensations)
  state.incidents.load(rows.incidents)
  state.whole = true
}

const rowsOf = (row: RestRow): Required<Omit<StateRows, 'approvals'>> => ({
  instances: read(row.called, instanceOf),
  scopes: read(row.scopes, scopeOf),
  outputs: read(row.outputs, outputOf),
  tokens: read(row.tokens, tokenOf),
  tasks: read(row.tasks, taskOf),
  participants: read(row.participants, participantOf),
  jobs: read(row.jobs, jobOf),
  subscriptions: read(row.subscriptions, subscriptionOf),
  compensations: read(row.compensations, compensationOf),
  incidents: read(row.incidents, incidentOf),
})

const NOTHING: never[] = []

const read = <Row>(rows: RawRow[] | null | undefined, of: (raw: RawRow) => Row): Row[] => rows?.map(of) ?? NOTHING

const scopeOf = rowReader(scopes)
const outputOf = rowReader(outputs)
const tokenOf = rowReader(tokens)
export const taskOf = rowReader(tasks)
export const participantOf = rowReader(participants)
const jobOf = rowReader(jobs)
const subscriptionOf = rowReader(subscriptions)
const compensationOf = rowReader(compensations)
const incidentOf = rowReader(incidents)
