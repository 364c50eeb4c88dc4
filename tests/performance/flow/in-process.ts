import { systemClock } from '../../../engine/src/base/clock.ts'
import { newId } from '../../../engine/src/base/ids.ts'
import { silentLog } from '../../../engine/src/base/log.ts'
import { flowRoutes } from '../../../engine/src/kinds/flow/routes.ts'
import { flowOperations } from '../../../engine/src/kinds/flow/run.ts'
import type { StartedRun } from '../../../engine/src/kinds/flow/run/start-runs.ts'
import { createCommandRunner } from '../../../engine/src/runtime/command.ts'
import type { CommandRunner } from '../../../engine/src/runtime/command-runner.ts'
import type { Principal } from '../../../engine/src/runtime/context.ts'
import { openDatabase, type Database } from '../../../engine/src/store/database.ts'
import { compiledSnapshot } from '../../support/flow-world.ts'
import { benchFiles, doIt, variables } from './bench-flows.ts'

/** The engine without http on DATABASE_URL: real commands, full history and audit trail; notices are off. */
export interface InProcess {
  database: Database
  bob: Principal
  /** Starts a run as bob; answers its id. */
  start(flow: string, given?: Record<string, unknown>): Promise<string>
  /** The tasks that a start answered, the oldest first. */
  openTasks(instanceId: string): Promise<string[]>
  complete(taskId: string, outcome?: 'approve' | 'done'): Promise<void>
  /** Ids of bob's newest tasks, by the query behind his to-do list. */
  todo(limit: number): Promise<string[]>
}

export async function openInProcess(connections: number): Promise<InProcess> {
  const database = await openDatabase({
    url: process.env['DATABASE_URL']!,
    ownerUrl: process.env['DATABASE_OWNER_URL']!,
    maxConnections: connections,
    log: silentLog,
  })
  const commands = await commandsOn(database)
  const opened = new Map<string, string[]>()
  const [person] = (await database.app.query<{ id: string }>(`select id from app.person where code = 'bob'`)).rows
  const bob: Principal = { accountId: newId(), personId: person!.id, name: 'bob', roles: [], user: {} }
  return {
    database,
    bob,
    start: async (flow, given = variables) => {
      const started = await commands.run(bob, { name: 'flow.start', cause: 'bench' }, ctx =>
        ctx.run<StartedRun>('flow', flow, 'start', { variables: given }),
      )
      opened.set(
        started.instanceId,
        started.tasks.map(task => task.id),
      )
      return started.instanceId
    },
    openTasks: async instanceId => {
      const tasks = opened.get(instanceId) ?? []
      opened.delete(instanceId)
      return tasks
    },
    complete: async (taskId, outcome = 'approve') => {
      await commands.run(bob, { name: 'task.complete', cause: 'bench' }, ctx =>
        ctx.run('flow', '*', 'complete-task', { taskId, outcome }),
      )
    },
    todo: limit => todo(commands, bob, limit),
  }
}

async function commandsOn(database: Database): Promise<CommandRunner> {
  const snapshot = await compiledSnapshot(benchFiles, [doIt])
  return createCommandRunner({
    database,
    snapshots: { current: () => snapshot, fresh: async () => snapshot },
    functions: { get: name => (name === doIt.name ? doIt : undefined), signatures: () => [doIt] },
    operations: new Map([
      ['flow', flowOperations],
      ['notice', { 'task-opened': async () => undefined }],
    ]),
    clock: systemClock,
    log: silentLog,
    writeOutbox: () => {},
  })
}

const listTasks = flowRoutes.find(route => route.method === 'GET' && route.path === '/tasks')!

async function todo(commands: CommandRunner, bob: Principal, limit: number): Promise<string[]> {
  const request = { params: {}, query: { folder: 'todo', limit }, body: undefined, ifMatch: undefined, locale: 'zh-CN' }
  const { body } = await commands.read(bob, ctx => listTasks.handler({ ...request, ctx }))
  return (body as { items: { id: string }[] }).items.map(item => item.id)
}
