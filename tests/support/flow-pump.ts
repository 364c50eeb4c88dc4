import { silentLog } from '../../engine/src/base/log.ts'
import { jobPump } from '../../engine/src/main/flow-pumps.ts'
import type { FlowWorld } from './flow-world.ts'

/** Does all that is due now, and what that leads to; several nodes do it at once. */
export async function pumpFlows({ database, commands, clock }: FlowWorld, nodes = 1): Promise<void> {
  const pumps = Array.from({ length: nodes }, (_, n) =>
    jobPump({
      database,
      commands,
      functions: { get: () => undefined, signatures: () => [] },
      owner: `node-${n}`,
      clock,
      log: silentLog,
    }),
  )
  for (let busy = true; busy;) {
    const done = await Promise.all(pumps.map(pump => pump.runOnce()))
    busy = done.some(count => count > 0)
  }
}

const TABLES = [
  'instance',
  'token',
  'scope',
  'loop_output',
  'task',
  'participant',
  'job',
  'subscription',
  'compensation',
  'incident',
]
const BESIDE = ['history', 'message', 'message_target', 'message_start', 'timer_start']

/** No run, no message and no history any more: a database for the next test in a few milliseconds. */
export async function emptyFlows({ rows }: Pick<FlowWorld, 'rows'>): Promise<void> {
  await rows(`truncate ${[...TABLES, ...BESIDE].map(table => `flow.${table}`).join(', ')}`)
}
