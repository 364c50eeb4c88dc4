import type { Configuration } from '../host/configuration.ts'
import type { EntityModel } from '../metadata/entity-model.ts'
import { silentLog } from '../base/log.ts'
import { systemPrincipal } from '../runtime/command-runner.ts'
import { keptData, purgeData, type KeptData } from '../runtime/purge-data.ts'
import { packFolders, readPacks } from './installation-packs.ts'
import type { OpenEngine } from './open-engine.ts'

/** `jingwei data removed` */
export const removedData = (configuration: Configuration): Promise<KeptData[]> =>
  withEntities(configuration, ({ database }, inForce) => keptData(database, inForce))

/** `jingwei data purge` */
export const purgeRemoved = (configuration: Configuration, subject: string, reason: string): Promise<KeptData> =>
  withEntities(configuration, (engine, inForce) => purgeData(engine, inForce, { subject, reason, by: systemPrincipal }))

async function withEntities<T>(
  configuration: Configuration,
  work: (engine: OpenEngine, inForce: EntityModel[]) => Promise<T>,
): Promise<T> {
  const { openEngine } = await import('./open-engine.ts')
  const { NotPublished } = await import('../runtime/snapshot-holder.ts')
  // Their modules are needed to compile what is in force.
  const packs = await readPacks(packFolders(configuration), configuration.root)
  const engine = await openEngine({ configuration, packs, log: silentLog })
  try {
    const snapshot = await engine.publisher.load()
    if (!snapshot) throw new NotPublished()
    const inForce = snapshot.all<EntityModel>('entity').map(each => each.compiled)
    return await work(engine, inForce)
  } finally {
    await engine.close()
  }
}
