import { silentLog } from '../base/log.ts'
import type { PublishedFolders, PublishOptions } from '../cli/commands/publish.ts'
import type { Configuration } from '../host/configuration.ts'
import type { PackFolder } from '../metadata/pack.ts'
import { systemPrincipal } from '../runtime/command-runner.ts'
import { combinedPacks } from '../runtime/publishing/combined-packs.ts'
import { restoringChange } from '../runtime/publishing/definition-texts.ts'
import { NothingToPublish } from '../runtime/publishing/publication-errors.ts'
import type { Submitted } from '../runtime/publishing/submit-publication.ts'
import { reader } from '../store/transaction.ts'
import { packFolders, readPacks } from './installation-packs.ts'
import { openEngine, type OpenEngine } from './open-engine.ts'

/** `jingwei publish`: beside a running engine, and without one. */
export async function publishFolders(
  configuration: Configuration,
  folders: readonly string[],
  { note, publishAt, setAside = [] }: PublishOptions,
): Promise<PublishedFolders> {
  const given = await readPacks(folders, configuration.root)
  return withEngine(configuration, given, async ({ publisher, publications, database }) => {
    const { desk } = publisher
    const now = await desk.installation(reader(database))
    const { packs, older } = await combinedPacks(now, given, desk.parts.kinds)
    const content = { packs, local: null, expectedSnapshot: now?.snapshotId ?? 0, setAside }
    try {
      const submitted = await publications.submit({ content, by: systemPrincipal, note, publishAt, cause: 'cli' })
      return { ...resultOf(submitted), older }
    } catch (error) {
      if (!(error instanceof NothingToPublish)) throw error
      return { state: 'unchanged', publication: null, snapshot: now!.snapshotId, versions: [], older }
    }
  })
}

/** `jingwei restore`: under the same policies as everybody. */
export async function restoreVersion(
  configuration: Configuration,
  { id, version, note }: { id: string; version: number; note: string | null },
): Promise<PublishedFolders> {
  // The packs' modules are needed to check what is restored.
  const packs = await readPacks(packFolders(configuration), configuration.root)
  return withEngine(configuration, packs, async ({ publisher, publications }) => {
    const content = { changes: [await restoringChange(publisher.desk, id, version)] }
    const order = { content, by: systemPrincipal, note, publishAt: null, cause: 'cli' }
    return { ...resultOf(await publications.submit(order)), older: [] }
  })
}

/** What became of a submission, as commands report it. */
export const resultOf = ({ id, state, publication }: Submitted) => ({
  state,
  publication: id,
  snapshot: publication?.snapshot.id ?? null,
  versions: publication?.versions ?? [],
})

async function withEngine<T>(
  configuration: Configuration,
  packs: readonly PackFolder[],
  work: (engine: OpenEngine) => Promise<T>,
): Promise<T> {
  const engine = await openEngine({ configuration, packs, log: silentLog })
  try {
    return await work(engine)
  } finally {
    await engine.close()
  }
}
