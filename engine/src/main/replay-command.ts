import type { ReplayCommandOrder } from '../cli/commands/replay.ts'
import type { Configuration } from '../host/configuration.ts'
import type { ReplayOrder, ReplayReport } from '../kinds/flow/run/replay/replay-runs.ts'
import { systemPrincipal } from '../runtime/command-runner.ts'
import { NoPacks } from './main-errors.ts'
import { withEngine } from './with-engine.ts'

const PAGE = 100

/** `jingwei replay`: beside a running engine, and without one. */
export const replayRuns = (
  configuration: Configuration,
  { most, ...order }: ReplayCommandOrder,
  onPage: (done: number) => void,
): Promise<ReplayReport> =>
  withEngine(configuration, [], async ({ publisher, snapshots, commands }) => {
    const snapshot = await publisher.load()
    if (snapshot === undefined) throw new NoPacks()
    snapshots.swap(snapshot)
    const ask = (page: Pick<ReplayOrder, 'after' | 'limit'>): Promise<ReplayReport> =>
      commands.read(systemPrincipal, ctx => ctx.run('flow', '*', 'replay-runs', { ...order, ...page }))
    let report = await ask({ limit: Math.min(PAGE, most) })
    while (report.next !== null && report.items.length < most) {
      onPage(report.items.length)
      const limit = Math.min(PAGE, most - report.items.length)
      report = joined(report, await ask({ after: report.next, limit }))
    }
    return report
  })

const joined = (before: ReplayReport, page: ReplayReport): ReplayReport => ({
  ...page,
  counts: {
    same: before.counts.same + page.counts.same,
    differs: before.counts.differs + page.counts.differs,
    cannot: before.counts.cannot + page.counts.cannot,
  },
  items: [...before.items, ...page.items],
  names: { ...before.names, ...page.names },
})
