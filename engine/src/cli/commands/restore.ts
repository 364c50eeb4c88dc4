import type { Configuration } from '../../host/configuration.ts'
import { jsonOption, type Command } from '../command.ts'
import { configurationOf, installationOptions, type Surroundings } from '../settings.ts'
import { reported, type PublishedFolders } from './publish.ts'

export interface RestoreParts extends Surroundings {
  /** Publishes an earlier version again. Throws UnknownDefinitionVersion, PublicationRefused, CasesFailed. */
  restoreVersion(
    configuration: Configuration,
    order: { id: string; version: number; note: string | null },
  ): Promise<PublishedFolders>
}

export const restore: Command<RestoreParts> = {
  name: 'restore',
  summary: 'Bring an earlier version of a definition back, as a new version',
  usage: '<pack>/<kind>/<name> <version>',
  options: { ...installationOptions, note: { type: 'string', help: 'Why, kept with the version' }, json: jsonOption },
  positionals: { atLeast: 2 },
  examples: ['restore sales/entity/contract 3 --note "The old limits hold until May"'],
  async run(args, parts, terminal) {
    const [id = '', number = ''] = args.positionals
    if (!/^[a-z0-9-]+\/[a-z-]+\/[a-z0-9_]+$/.test(id) || !/^[1-9]\d{0,8}$/.test(number)) {
      terminal.complain('Name the definition and the number of its version: jingwei restore sales/entity/contract 3')
      return 2
    }
    const note = (args.values['note'] as string | undefined) ?? null
    const order = { id, version: Number(number), note }
    return reported(
      () => parts.restoreVersion(configurationOf(args, parts), order),
      terminal,
      args.values['json'] === true,
    )
  },
}
