import type { Terminal } from '../cli/terminal.ts'
import { packManifest } from '../metadata/pack-file/pack-file.ts'
import type { PackFolder } from '../metadata/pack.ts'
import { systemPrincipal } from '../runtime/command-runner.ts'
import type { PackPlan } from '../runtime/packs/pack-plan.ts'
import { packHash } from '../runtime/publishing/target.ts'
import { reader } from '../store/transaction.ts'
import type { OpenEngine } from './open-engine.ts'

/**
 * Makes a plan for each of these packs that is installed with other files, and says so: what it would change, and where
 * somebody has to choose between it and the local layer. A plan of an earlier start for the same pack is replaced.
 */
export async function leavePlans(engine: OpenEngine, packs: readonly PackFolder[], terminal: Terminal): Promise<void> {
  try {
    for (const { id, pack, open } of await plansFor(engine, packs))
      terminal.print(`Plan ${id} waits for review: ${pack?.name} ${pack?.to}, ${open} place(s) to decide.`)
  } catch (error) {
    // Nothing that is wrong with the folders may keep what is in force from running.
    engine.log.warn({ err: error }, 'no plan could be made for the packs on disk')
  }
}

async function plansFor(engine: OpenEngine, packs: readonly PackFolder[]): Promise<PackPlan[]> {
  const { desk } = engine.publisher
  const now = await desk.installation(reader(engine.database))
  const plans: PackPlan[] = []
  for (const folder of packs) {
    const manifest = await packManifest(folder, desk.parts.kinds)
    const known = now?.items.packs.find(pack => pack.name === manifest.name)
    if (!known || known.content === packHash(folder)) continue
    // The settings name this folder: it needs no signature, and its version counts as it is.
    const order = { action: 'upgrade', allowOlder: true, by: systemPrincipal, cause: 'start' } as const
    plans.push(await engine.packPlans.fromFolder(folder, order))
  }
  return plans
}
