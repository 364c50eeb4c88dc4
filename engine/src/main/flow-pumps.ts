import type { Clock } from '../base/clock.ts'
import type { Log } from '../base/log.ts'
import { createFlowChannel } from '../jobs/flow-channel.ts'
import { createFlowPump } from '../jobs/flow-pump.ts'
import { createFunctionWorker } from '../jobs/function-worker.ts'
import { systemPrincipal, type CommandRunner } from '../runtime/command-runner.ts'
import type { FunctionRegistry } from '../runtime/function-registry.ts'
import type { Database } from '../store/database.ts'
import { reader } from '../store/transaction.ts'

/** What moves flows without anybody asking: their jobs, their calls of functions, hints between nodes. */
export interface FlowPumps {
  start(): void
  /** Takes nothing new, lets what runs finish. */
  stop(): Promise<void>
}

export interface FlowPumpsParts {
  database: Database
  commands: CommandRunner
  functions: FunctionRegistry
  /** Unique per node. */
  owner: string
  clock: Clock
  log: Log
}

export function createFlowPumps(parts: FlowPumpsParts): FlowPumps {
  const { database, owner, log } = parts
  const channel = createFlowChannel({ database, owner, log })
  const pump = jobPump(parts)
  const worker = functionWorker(parts)
  return {
    start() {
      channel.start()
      pump.start()
      worker.start()
    },
    async stop() {
      channel.stop()
      await Promise.all([pump.stop(), worker.stop()])
    },
  }
}

const flowCommand =
  ({ commands }: FlowPumpsParts, cause: string) =>
  (name: string, operation: string, input: object): Promise<unknown> =>
    commands.run(systemPrincipal, { name, cause }, ctx => ctx.run('flow', '*', operation, input))

/** Also for tests, which call `runOnce` themselves. */
export function jobPump(parts: FlowPumpsParts) {
  const { database, owner, clock, log } = parts
  const run = flowCommand(parts, 'timer')
  return createFlowPump({
    tx: reader(database),
    owner,
    clock,
    log,
    fire: ({ id, kind }) => run(`${kind === 'timer' ? 'timer' : 'job'}.fire`, 'fire-job', { jobId: id, kind, owner }),
    fail: ({ id, kind }, failure) => run('job.fail', 'fail-job', { jobId: id, kind, owner, ...failure }),
  })
}

export function functionWorker(parts: FlowPumpsParts) {
  const { database, commands, functions, owner, clock, log } = parts
  const run = flowCommand(parts, 'flow')
  const hold = (id: string) => ({ id, worker: owner })
  return createFunctionWorker({
    tx: reader(database),
    owner,
    clock,
    log,
    functions: functions
      .signatures()
      .filter(each => each.effect === 'external')
      .map(each => each.name),
    call: ({ id, function: name, input }) =>
      commands.read(systemPrincipal, async ctx => functions.get(name)!.run(input, { ctx, idempotencyKey: id })),
    complete: ({ id }, result) => run('function.complete', 'complete-function', { ...hold(id), result }),
    throwError: ({ id }, error) => run('function.throw', 'throw-in-external', { ...hold(id), ...error }),
    fail: ({ id }, failure) => run('function.fail', 'fail-external', { ...hold(id), ...failure, retriesLeft: 0 }),
  })
}
