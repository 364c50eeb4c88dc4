import type { RunContext } from '../../../../runtime/context.ts'
import { replayRun, type RunReplay } from '../../replay/replay-run.ts'
import type { Instance } from '../../state.ts'
import { graphOrEmpty } from '../graph-of-version.ts'
import { namesOf } from '../names-of.ts'
import { requireObserver } from '../operate/require-operator.ts'
import { instanceOf, type RawRow } from '../rows/read-rows.ts'
import { readRunsToReplay } from '../statements/replay.ts'
import { loadPastRun, MOST_ENTRIES } from './load-past-run.ts'
import { presentWorld } from './present-world.ts'
import { targetVersion, type ReplayTarget, type TargetVersion } from './target-version.ts'

export interface ReplayOrder {
  flow: string
  /** Version whose runs are replayed. */
  from: number
  to: ReplayTarget
  /** Only runs that began since then. */
  since?: string
  /** Last run of the answer before. */
  after?: string
  /** Runs in one answer; at most 200. */
  limit?: number
}

export interface ReplayReport {
  flow: string
  from: string
  to: string
  counts: Record<RunReplay['result'], number>
  items: RunReplay[]
  /** Of the people in it, by their ids. */
  names: Record<string, string>
  /** `after` of the next answer; null: these were the last. */
  next: string | null
}

const AT_MOST = 200

/**
 * Runs past runs of one version, newest first, through another one, in memory: nothing is changed and no function is called.
 * Throws MissingRight and what `targetVersion` throws.
 */
export async function replayRuns(ctx: RunContext, order: ReplayOrder): Promise<ReplayReport> {
  requireObserver(ctx)
  const { flow, from, since = null, after = null } = order
  const limit = Math.min(order.limit ?? AT_MOST, AT_MOST)
  const target = await targetVersion(ctx, flow, order.to)
  const rows = await ctx.tx.query<{ instance: RawRow }>(readRunsToReplay, [flow, from, since, after, limit])
  const items: RunReplay[] = []
  for (const { instance } of rows) items.push(await replayOne(ctx, instanceOf(instance), target))
  return {
    flow,
    from: `v${from}`,
    to: target.name,
    counts: countsOf(items),
    items,
    names: Object.fromEntries(await namesOf(ctx, [...new Set(items.flatMap(peopleIn))])),
    next: rows.length === limit ? (items.at(-1)?.id ?? null) : null,
  }
}

async function replayOne(ctx: RunContext, instance: Instance, target: TargetVersion): Promise<RunReplay> {
  const cannot = (why: string): RunReplay => {
    const { id, businessKey } = instance
    return { id, businessKey, result: 'cannot', why, differences: [], unused: [], askedAnew: [] }
  }
  const { graph: from, broken } = await graphOrEmpty(ctx, { ...instance, process: '' })
  if (broken !== null) return cannot(broken.message)
  const past = await loadPastRun(ctx.tx, instance)
  if (past === null) return cannot(`Its history has more than ${MOST_ENTRIES} entries.`)
  return replayRun(past, { from, to: target.graph }, presentWorld(ctx, instance, target.snapshot))
}

const peopleIn = ({ differences }: RunReplay): string[] =>
  differences.flatMap(each => (each.in === 'approvers' ? [...each.was, ...each.now] : []))

function countsOf(items: readonly RunReplay[]): ReplayReport['counts'] {
  const counts = { same: 0, differs: 0, cannot: 0 }
  for (const { result } of items) counts[result] += 1
  return counts
}
