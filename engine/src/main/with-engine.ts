import { silentLog } from '../base/log.ts'
import type { Configuration } from '../host/configuration.ts'
import { packFolders, readPacks } from './installation-packs.ts'
import { openEngine, type OpenEngine } from './open-engine.ts'

/** Works on an installation, beside a running engine or without one. `further`: pack folders whose modules are needed too. */
export async function withEngine<T>(
  configuration: Configuration,
  further: readonly string[],
  work: (engine: OpenEngine) => Promise<T>,
): Promise<T> {
  // The modules of the packs that the settings name are needed to compile what is in force.
  const packs = await readPacks([...packFolders(configuration), ...further], configuration.root)
  const engine = await openEngine({ configuration, packs, log: silentLog })
  try {
    return await work(engine)
  } finally {
    await engine.close()
  }
}
