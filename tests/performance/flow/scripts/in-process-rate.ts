// node in-process-rate.ts simple|parallel CONNECTIONS SECONDS: our side of the comparison, in process, on DATABASE_URL.
// Full history and the audit trail are on, as always. Notices are off on both sides.
import { Latencies } from '../../support/latencies.ts'
import { openInProcess } from '../in-process.ts'

const [, , which = 'simple', connections = '16', seconds = '4'] = process.argv
const { database, start, openTasks, complete } = await openInProcess(Number(connections))
const startedAt = new Date()
const [starts, completions] = [new Latencies(), new Latencies()]

async function runOne(): Promise<void> {
  const instanceId = await starts.time(() => start(which))
  // The baseline knows the ids of its tasks beforehand; ours come with the answer of the start.
  for (const id of await openTasks(instanceId)) await completions.time(() => complete(id))
}

// Until every connection has prepared and planned what it needs, as those of a running installation have.
await Promise.all(
  Array.from({ length: Number(connections) }, async () => {
    for (let i = 0; i < 20; i++) await runOne()
  }),
)
for (const each of [starts, completions]) each.clear()
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
const { rows } = await database.app.query<{ open: number }>(
  `select count(*)::int as open from flow.instance where definition = $1 and started_at >= $2 and state <> 'ended'`,
  [which, startedAt],
)
console.log(
  JSON.stringify({
    which,
    perSec: count / elapsed,
    cpuMsPer: (used.user + used.system) / 1000 / count,
    startP50Ms: starts.percentile(0.5),
    startP99Ms: starts.percentile(0.99),
    completeP50Ms: completions.percentile(0.5),
    completeP99Ms: completions.percentile(0.99),
    ok: rows[0]!.open === 0,
  }),
)
await database.close()
