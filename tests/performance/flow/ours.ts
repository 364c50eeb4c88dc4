// node ours.ts simple|parallel CONNECTIONS SECONDS: our side of the comparison, in process, on DATABASE_URL.
// Full history and the audit trail are on, as always. Notices are off on both sides.
import { systemClock } from '../../../engine/src/base/clock.ts'
import { newId } from '../../../engine/src/base/ids.ts'
import { silentLog } from '../../../engine/src/base/log.ts'
import { flowOperations } from '../../../engine/src/kinds/flow/run.ts'
import { createCommandRunner } from '../../../engine/src/runtime/command.ts'
import type { Principal } from '../../../engine/src/runtime/context.ts'
import { openDatabase } from '../../../engine/src/store/database.ts'
import { compiledSnapshot } from '../../support/flow-world.ts'
import { benchFiles, doIt, variables } from './bench-flows.ts'

const [, , which = 'simple', connections = '16', seconds = '4'] = process.argv
const database = await openDatabase({
  url: process.env['DATABASE_URL']!,
  ownerUrl: process.env['DATABASE_OWNER_URL']!,
  maxConnections: Number(connections),
  log: silentLog,
})
const snapshot = await compiledSnapshot(benchFiles, [doIt])
const commands = createCommandRunner({
  database,
  snapshots: { current: () => snapshot, fresh: async () => snapshot },
  functions: { get: name => (name === doIt.name ? doIt : undefined), signatures: () => [doIt] },
  operations: new Map([
    ['flow', flowOperations],
    ['notice', { 'task-opened': async () => undefined }],
  ]),
  clock: systemClock,
  log: silentLog,
  writeOutbox: async () => {},
})

const [person] = (await database.app.query<{ id: string }>('select id from app.person limit 1')).rows
const bob: Principal = { accountId: newId(), personId: person!.id, name: 'bob', roles: [], user: {} }
const tasksOf = { name: 'bench-tasks', text: `select id from flow.task where instance_id = $1 order by id` }

async function runOne(): Promise<void> {
  const { instanceId } = await commands.run(bob, { name: 'flow.start', cause: 'bench' }, ctx =>
    ctx.run<{ instanceId: string }>('flow', which, 'start', { variables }),
  )
  // The baseline knows the ids of its tasks beforehand; we have to look, outside of the commands.
  const { rows } = await database.app.query<{ id: string }>({ ...tasksOf, values: [instanceId] })
  for (const { id } of rows)
    await commands.run(bob, { name: 'task.complete', cause: 'bench' }, ctx =>
      ctx.run('flow', '*', 'complete-task', { taskId: id, outcome: 'approve' }),
    )
}

for (let i = 0; i < 50; i++) await runOne()
let count = 0
const began = performance.now()
const cpu = process.cpuUsage()
const end = began + Number(seconds) * 1000
await Promise.all(
  Array.from({ length: Number(connections) }, async () => {
    while (performance.now() < end) {
      await runOne()
      count++
    }
  }),
)
const elapsed = (performance.now() - began) / 1000
const used = process.cpuUsage(cpu)
const { rows } = await database.app.query(
  `select count(*) filter (where state <> 'ended')::int as open from flow.instance`,
)
console.log(
  JSON.stringify({
    which,
    perSec: count / elapsed,
    cpuMsPer: (used.user + used.system) / 1000 / count,
    ok: rows[0].open === 0,
  }),
)
await database.close()
