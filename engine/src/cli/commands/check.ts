import type { CompiledPacks } from '../../host/compile-packs.ts'
import { jsonOption, type Command } from '../command.ts'
import { exitCodeOf, printDiagnostics, tally } from '../print-diagnostics.ts'

export interface CheckParts {
  /** Reads packs, those they require and the modules they name, and compiles them. */
  compilePacks(folders: readonly string[]): Promise<CompiledPacks>
}

export const check: Command<CheckParts> = {
  name: 'check',
  summary: 'Find every fault in packs, with file, line and pointer',
  usage: '<packs…>',
  options: { json: jsonOption },
  examples: [
    'check definitions/medical-device # the pack and all that it requires',
    'check packs/* --json # for a program',
  ],
  positionals: { atLeast: 1 },
  async run({ positionals, values }, parts, terminal) {
    const { diagnostics, sources } = await parts.compilePacks(positionals)
    if (values['json']) terminal.print(JSON.stringify({ definitions: sources.size, diagnostics }))
    else {
      printDiagnostics(diagnostics, terminal)
      terminal.print(`${sources.size} definitions checked: ${tally(diagnostics)}`)
    }
    return exitCodeOf(diagnostics)
  },
}
