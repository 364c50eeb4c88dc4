import type { Configuration } from '../../host/configuration.ts'
import type { CaseName } from '../../runtime/publishing/case-outcome.ts'
import { jsonOption, type Command } from '../command.ts'
import { configurationOf, installationOptions, type Surroundings } from '../settings.ts'
import { reported, type PublishedFolders } from './publish.ts'
import { setAsideOf, setAsideOption } from './set-aside.ts'

export interface RollBackCommandOrder {
  what: { publication: string } | { snapshot: number }
  withLater: boolean
  note: string | null
  /** Failed cases that it is to be published with. */
  setAside: readonly CaseName[]
}

export interface RolledBack extends PublishedFolders {
  /** Names of packs that went back while the settings name their folders: those come again with the next start. */
  returning: readonly string[]
}

export interface RollBackParts extends Surroundings {
  /** Publishes what was in force before. Throws ChangedSince, PublicationRefused, CasesFailed and the like. */
  rollBack(configuration: Configuration, order: RollBackCommandOrder): Promise<RolledBack>
}

export const rollback: Command<RollBackParts> = {
  name: 'rollback',
  summary: 'Take back what a publication changed, as a new publication; records stay as they are',
  usage: '<publication or snapshot>',
  options: {
    ...installationOptions,
    'with-later': { type: 'boolean', help: 'Take back everything that was published after it too' },
    note: { type: 'string', help: 'Why, kept with the versions' },
    'set-aside': setAsideOption,
    json: jsonOption,
  },
  positionals: { atLeast: 1 },
  examples: [
    'rollback 41 --note "Discounts were wrong" # what snapshot 41 changed; later changes of other definitions stay',
    'rollback 41 --with-later # back to how it was before snapshot 41',
  ],
  async run(args, parts, terminal) {
    const what = wanted(args.positionals[0]!)
    if (!what) {
      terminal.complain('Name the id of a publication, or the number of a snapshot: jingwei rollback 41')
      return 2
    }
    const note = (args.values['note'] as string | undefined) ?? null
    const order = { what, withLater: args.values['with-later'] === true, note, setAside: setAsideOf(args) }
    const json = args.values['json'] === true
    const work = async () => {
      const result = await parts.rollBack(configurationOf(args, parts), order)
      for (const pack of json ? [] : result.returning)
        terminal.print(
          terminal.tint(
            'warning',
            `The settings name the folder of ${pack}: put its older files there, or the newer ones come back with the next start.`,
          ),
        )
      return result
    }
    return reported(work, terminal, json)
  },
}

function wanted(text: string): RollBackCommandOrder['what'] | undefined {
  if (/^[1-9]\d{0,8}$/.test(text)) return { snapshot: Number(text) }
  return /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(text) ? { publication: text } : undefined
}
