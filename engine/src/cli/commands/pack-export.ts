import type { Configuration } from '../../host/configuration.ts'
import { jsonOption, type Command } from '../command.ts'
import { configurationOf, installationOptions, type Surroundings } from '../settings.ts'

export interface PackExportParts extends Surroundings {
  /** Writes an installed pack, or the local layer (null). A path that ends with .jwpack or .zip becomes one file. */
  exportPack(configuration: Configuration, order: { pack: string | null; out: string }): Promise<{ files: number }>
}

export const packExport: Command<PackExportParts> = {
  name: 'pack export',
  summary: 'Write the local layer, or an installed pack, to a folder or one file',
  usage: '[<pack>] --out <path>',
  options: {
    ...installationOptions,
    out: {
      type: 'string',
      value: 'path',
      help: 'New folder; or a file that ends with .jwpack (pack) or .zip (local layer)',
    },
    json: jsonOption,
  },
  positionals: { atLeast: 0 },
  examples: [
    'pack export --out layer/ # your own changes, byte by byte',
    'pack export sales --out sales-0.1.0.jwpack # a pack as it was installed, signature included',
  ],
  async run(args, parts, terminal) {
    const out = args.values['out'] as string | undefined
    const pack = args.positionals[0] ?? null
    if (out === undefined) {
      terminal.complain('Name where it goes: --out <path>.')
      return 2
    }
    const { files } = await parts.exportPack(configurationOf(args, parts), { pack, out })
    if (args.values['json']) terminal.print(JSON.stringify({ pack, out, files }))
    else terminal.print(`${out}: ${files} file(s) of ${pack ?? 'the local layer'}`)
    return 0
  },
}
