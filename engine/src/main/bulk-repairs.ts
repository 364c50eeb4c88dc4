import { JingweiError } from '../base/errors.ts'
import type { JobTask } from '../jobs/worker.ts'
import { readWaitingRepairs } from '../kinds/flow/run/statements/bulk-repairs.ts'
import { systemPrincipal, type CommandRunner } from '../runtime/command-runner.ts'
import type { Principal } from '../runtime/context.ts'
import type { Principals } from '../runtime/principals.ts'

interface Parts {
  commands: CommandRunner
  principals: Principals
}

interface Waiting {
  instance: string
  account: string
}

/** Runs read at once. */
const AT_ONCE = 100

/**
 * Carries out an order to repair many runs, each in a command of its own: a run that can't be repaired stops no other one. A
 * worker that is killed leaves the rest waiting, and whoever takes the job over goes on there.
 */
export function bulkRepairs({ commands, principals }: Parts): JobTask {
  const options = { name: 'flow.bulk-repair', cause: 'job' }
  const settle = async (id: string, { instance, account }: Waiting): Promise<void> => {
    const item = { id, instance }
    try {
      const who = await ordererOf(account, principals)
      await commands.run(who, options, ctx => ctx.run('flow', '*', 'repair-one', item))
    } catch (error) {
      if (!(error instanceof JingweiError) || error.status >= 500) throw error
      const { code, message } = error
      await commands.run(systemPrincipal, options, ctx => ctx.run('flow', '*', 'fail-one', { ...item, code, message }))
    }
  }
  return async payload => {
    const id = String(payload['id'])
    for (;;) {
      const waiting = await commands.read(systemPrincipal, ctx =>
        ctx.tx.query<Waiting>(readWaitingRepairs, [id, AT_ONCE]),
      )
      if (waiting.length === 0) return
      for (const each of waiting) await settle(id, each)
    }
  }
}

/** Whose account was closed meanwhile may do nothing. */
async function ordererOf(account: string, principals: Principals): Promise<Principal> {
  if (account === systemPrincipal.accountId) return systemPrincipal
  return (
    (await principals.find(account))?.principal ?? { accountId: account, personId: null, name: '', roles: [], user: {} }
  )
}
