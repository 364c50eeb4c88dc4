import path from 'node:path'
import { significant } from '../support/measure.ts'
import { runScript } from '../support/run-script.ts'
import { inTurns, rounded, type BenchWorld, type Measured } from './bench-world.ts'
import { createFlowDatabase } from './databases.ts'

const INSTANCES = process.env['JINGWEI_BENCH_INSTANCES'] ?? '1000000'
const SECONDS = '4'
const CONNECTIONS = '16'

/** What it costs that there are a million instances already; and how soon a task is in the to-do list among them. */
export async function measureMillion({ rounds, server }: BenchWorld): Promise<Measured> {
  const empty = await createFlowDatabase(server, 'empty')
  const full = await createFlowDatabase(server, 'million')
  const filled = await runScript([path.join(import.meta.dirname, 'scripts/fill.ts'), INSTANCES], full)
  console.error('filled', JSON.stringify(filled))
  const of = await inTurns(rounds, [
    ['empty', empty, 'scripts/in-process-rate.ts', 'simple', CONNECTIONS, SECONDS],
    ['full', full, 'scripts/in-process-rate.ts', 'simple', CONNECTIONS, SECONDS],
    ['todo', full, 'scripts/todo-lag.ts', CONNECTIONS, SECONDS],
  ])
  return {
    rows: [
      { what: 'simple/ours, empty database', perSecond: Math.round(of('empty', 'perSec')) },
      { what: `simple/ours, ${filled['instances']} instances`, perSecond: Math.round(of('full', 'perSec')) },
      { what: 'to-do list', p50Ms: rounded(of('todo', 'listP50Ms')), p99Ms: rounded(of('todo', 'listP99Ms')) },
      {
        what: 'commit of a start → task in the to-do list',
        p50Ms: rounded(of('todo', 'lagP50Ms')),
        p99Ms: rounded(of('todo', 'lagP99Ms')),
      },
    ],
    keys: { millionInstancesCost: significant(of('empty', 'perSec') / of('full', 'perSec')) },
  }
}
