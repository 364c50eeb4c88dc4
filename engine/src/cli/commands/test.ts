import type { CompiledPacks } from '../../host/compile-packs.ts'
import type { CaseReport } from '../../host/run-cases.ts'
import { hasErrors } from '../../metadata/diagnostic.ts'
import { jsonOption, type Command } from '../command.ts'
import { printDiagnostics } from '../print-diagnostics.ts'
import type { Terminal } from '../terminal.ts'
import type { CheckParts } from './check.ts'

export interface TestParts extends CheckParts {
  /** Runs the case files of these packs in memory. */
  runCases(packs: CompiledPacks): Promise<CaseReport>
}

export const test: Command<TestParts> = {
  name: 'test',
  summary: 'Run the case files of packs',
  usage: '<packs…>',
  options: { json: jsonOption },
  positionals: { atLeast: 1 },
  async run({ positionals, values }, parts, terminal) {
    const packs = await parts.compilePacks(positionals)
    if (hasErrors(packs.diagnostics)) {
      if (values['json']) terminal.print(JSON.stringify({ passed: 0, failed: [], diagnostics: packs.diagnostics }))
      else printDiagnostics(packs.diagnostics, terminal)
      return 1
    }
    const report = await parts.runCases(packs)
    if (values['json']) terminal.print(JSON.stringify(report))
    else printReport(report, terminal)
    // A run that tried nothing proves nothing.
    return report.failed.length === 0 && report.passed > 0 ? 0 : 1
  },
}

function printReport({ passed, failed }: CaseReport, terminal: Terminal): void {
  for (const { file, key, title, differences } of failed) {
    terminal.print(`${file} ${key}: ${title}`)
    for (const { pointer, expected, actual } of differences)
      terminal.print(
        `  ${pointer || '/'}: expected ${JSON.stringify(expected)}, got ${JSON.stringify(actual) ?? 'nothing'}`,
      )
  }
  if (passed + failed.length === 0)
    terminal.complain('There is no case in these packs. Add a file <name>.case.json beside a definition.')
  terminal.print(`${passed} passed, ${failed.length} failed`)
}
