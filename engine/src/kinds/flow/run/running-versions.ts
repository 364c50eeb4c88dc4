import type { RunContext } from '../../../runtime/context.ts'
import { readRunningVersions, readRunsOfVersion } from './statements/running-versions.ts'

/** What unfinished runs keep: a version of a flow, with the forms and rule sets of a snapshot. */
export interface RunningVersion {
  definition: string
  version: number
  snapshot: number | null
  runs: number
}

/** Of one flow, or of all. */
export async function runningVersions(
  ctx: Pick<RunContext, 'tx'>,
  flow: string | null = null,
): Promise<RunningVersion[]> {
  const rows = await ctx.tx.query<Omit<RunningVersion, 'snapshot'> & { snapshot: string | null }>(readRunningVersions, [
    flow,
  ])
  return rows.map(row => ({ ...row, snapshot: row.snapshot === null ? null : Number(row.snapshot) }))
}

/** Ids of the runs that keep it, oldest first. */
export async function runsOfVersion(
  ctx: Pick<RunContext, 'tx'>,
  kept: RunningVersion,
  limit: number,
): Promise<string[]> {
  const { definition, version, snapshot } = kept
  const rows = await ctx.tx.query<{ id: string }>(readRunsOfVersion, [definition, version, snapshot, limit])
  return rows.map(row => row.id)
}
