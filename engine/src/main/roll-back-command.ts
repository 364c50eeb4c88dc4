import type { RollBackCommandOrder, RolledBack } from '../cli/commands/rollback.ts'
import type { Configuration } from '../host/configuration.ts'
import { isFromFile } from '../metadata/pack-file/pack-file.ts'
import { systemPrincipal } from '../runtime/command-runner.ts'
import { rollBackContent } from '../runtime/publishing/roll-back.ts'
import { snapshotOfPublication } from '../runtime/publishing/snapshot-of-publication.ts'
import { reader } from '../store/transaction.ts'
import { resultOf } from './publish-command.ts'
import { withEngine } from './with-engine.ts'

/** `jingwei rollback`: under the same policies as everybody. */
export const rollBack = (
  configuration: Configuration,
  { what, withLater, note, setAside }: RollBackCommandOrder,
): Promise<RolledBack> =>
  withEngine(configuration, [], async ({ publisher: { desk }, publications, database }) => {
    const tx = reader(database)
    const snapshot = 'snapshot' in what ? what.snapshot : await snapshotOfPublication(tx, what.publication)
    const now = await desk.installation(tx)
    const { content, packs, note: proposed } = await rollBackContent(desk, { snapshot, withLater })
    const order = {
      content: { ...content, setAside },
      by: systemPrincipal,
      note: note ?? proposed,
      publishAt: null,
      cause: 'cli',
    }
    const result = resultOf(await publications.submit(order))
    const fromFolders = (now?.items.packs ?? []).filter((_, i) => !isFromFile(now!.packs[i]!)).map(({ name }) => name)
    return { ...result, older: [], returning: packs.filter(name => fromFolders.includes(name)) }
  })
