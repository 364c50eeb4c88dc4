import { numberedIds } from '../memory/numbered-ids.ts'
import type { RunContext } from '../../../runtime/context.ts'
import type { FlowGraph } from '../graph.ts'
import { pathOf, type PathStep } from '../path.ts'
import { predict, type PredictedStep } from '../predict.ts'
import { isFinished, type Instance, type Participant, type Task } from '../state.ts'
import { databasePorts } from './database-ports.ts'
import { graphOrEmpty, type FlowVersionBroken } from './graph-of-version.ts'
import { loadState, participantOf, taskOf } from './load-state.ts'
import { instanceOf, type RawRow } from './rows/read-rows.ts'
import { readInstance } from './statements/load-instance.ts'

export interface ReadRun {
  graph: FlowGraph
  /** Why the graph is empty: the version of the run no longer compiles. */
  broken: FlowVersionBroken | null
  instance: Instance
  tasks: Task[]
  participants: Participant[]
}

export interface RunRow {
  instance: RawRow
  tasks: RawRow[]
  participants: RawRow[]
}

export async function runOf(ctx: RunContext, row: RunRow): Promise<ReadRun> {
  const instance = instanceOf(row.instance)
  return {
    ...(await graphOrEmpty(ctx, instance)),
    instance,
    tasks: row.tasks.map(taskOf),
    participants: row.participants.map(participantOf),
  }
}

/** Where a run was, is and will be. */
export const readPath = async (ctx: RunContext, run: ReadRun): Promise<PathStep[]> =>
  pathOf({ ...run, future: await futureOf(ctx, run) })

/** The prediction changes nothing: functions are not called, and its state is thrown away. */
async function futureOf(ctx: RunContext, { graph, broken, instance }: ReadRun): Promise<PredictedStep[]> {
  if (instance.state !== 'running' || broken !== null) return []
  const state = await loadState(ctx.tx, readInstance, instance.id)
  if (state === null || isFinished(state)) return []
  const ports = { ...databasePorts(ctx, state), newId: numberedIds(), call: async () => null, notify: async () => {} }
  return predict({ graph, state, ports })
}
