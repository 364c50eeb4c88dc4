import type { RunContext } from '../../../runtime/context.ts'
import type { PathStep } from '../path.ts'
import type { Instance } from '../state.ts'
import { readPath, runOf, type RunRow } from './read-path.ts'
import { readRunsOfRecord } from './statements/read-runs.ts'

export interface RunOfRecord {
  instance: Instance
  title: string
  path: PathStep[]
}

/** The runs about a record, newest first. Who may read the record is the caller's business. */
export async function listRuns(ctx: RunContext, subject: { entity: string; id: string }): Promise<RunOfRecord[]> {
  const rows = await ctx.tx.query<RunRow>(readRunsOfRecord, [subject.entity, subject.id])
  return Promise.all(
    rows.map(async row => {
      const run = await runOf(ctx, row)
      return { instance: run.instance, title: run.graph.title, path: await readPath(ctx, run) }
    }),
  )
}
