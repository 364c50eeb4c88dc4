import type { Configuration } from '../../host/configuration.ts'
import type { Publication } from '../../runtime/publisher.ts'
import { PublicationRefused } from '../../runtime/publish-errors.ts'
import { jsonOption, type Command } from '../command.ts'
import { printDiagnostics } from '../print-diagnostics.ts'
import { configurationOf, installationOptions, type Surroundings } from '../settings.ts'

export interface PublishParts extends Surroundings {
  /** Publishes packs into the installation's database. Throws PublicationRefused. */
  publishPacks(configuration: Configuration, folders: readonly string[], note: string | undefined): Promise<Publication>
}

export const publish: Command<PublishParts> = {
  name: 'publish',
  summary: 'Publish packs into the database of an installation',
  usage: '<packs…>',
  options: { ...installationOptions, note: { type: 'string', help: 'Why, kept with the versions' }, json: jsonOption },
  positionals: { atLeast: 1 },
  async run(args, parts, terminal) {
    try {
      const note = args.values['note'] as string | undefined
      const { snapshot, versions } = await parts.publishPacks(configurationOf(args, parts), args.positionals, note)
      if (args.values['json']) terminal.print(JSON.stringify({ snapshot: snapshot.id, versions }))
      else {
        for (const { id, version } of versions) terminal.print(`${id} version ${version}`)
        terminal.print(versions.length === 0 ? 'Nothing has changed.' : `Snapshot ${snapshot.id} is in force.`)
      }
      return 0
    } catch (error) {
      if (!(error instanceof PublicationRefused)) throw error
      if (args.values['json']) terminal.print(JSON.stringify({ diagnostics: error.diagnostics }))
      else printDiagnostics(error.diagnostics, terminal)
      return 1
    }
  },
}
