import type { RunContext } from '../../../runtime/context.ts'
import { haltRun } from '../actions.ts'
import { changeRun } from './change-run.ts'
import { graphOrEmpty } from './graph-of-version.ts'
import { runningVersions, runsOfVersion } from './running-versions.ts'
import { loadByInstance } from './statements/load-instance.ts'

/** Runs that become incidents in one command; the next check goes on with the others. */
const AT_ONCE = 500

/**
 * Finds the runs whose version of the flow no longer compiles (after an upgrade of the engine or of a module) before their
 * people do, and makes each an incident that can be retried when the cause is gone. Answers how many were found.
 */
export async function checkVersions(ctx: RunContext): Promise<number> {
  let found = 0
  for (const kept of await runningVersions(ctx)) {
    const { broken } = await graphOrEmpty(ctx, kept)
    if (broken === null) continue
    const ids = await runsOfVersion(ctx, kept, AT_ONCE)
    for (const id of ids)
      await changeRun(ctx, { statement: loadByInstance, id, evenBroken: true }, run => haltRun(run, broken))
    found += ids.length
  }
  return found
}
