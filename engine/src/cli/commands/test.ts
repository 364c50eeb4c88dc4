import { writeFile } from 'node:fs/promises'
import type { CompiledPacks } from '../../host/compile-packs.ts'
import type { CaseReport } from '../../host/run-cases.ts'
import { hasErrors } from '../../metadata/diagnostic.ts'
import { jsonOption, type Command } from '../command.ts'
import { junitXml } from '../junit.ts'
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
  options: {
    coverage: { type: 'boolean', help: 'List the rules, elements and sequence flows that no case reached' },
    junit: { type: 'string', value: 'file', help: 'Write the results as JUnit XML too' },
    json: jsonOption,
  },
  examples: [
    'test packs/sales --coverage # what no case tries',
    'test packs/sales --junit junit.xml # for a build server',
  ],
  positionals: { atLeast: 1 },
  async run({ positionals, values }, parts, terminal) {
    const packs = await parts.compilePacks(positionals)
    if (hasErrors(packs.diagnostics)) {
      if (values['json']) terminal.print(JSON.stringify({ passed: 0, failed: [], diagnostics: packs.diagnostics }))
      else printDiagnostics(packs.diagnostics, terminal)
      return 1
    }
    const report = await parts.runCases(packs)
    if (typeof values['junit'] === 'string') await writeFile(values['junit'], junitXml(report))
    if (values['json']) terminal.print(JSON.stringify(report))
    else printReport(report, terminal, values['coverage'] === true)
    return report.failed.length === 0 ? 0 : 1
  },
}

function printReport(report: CaseReport, terminal: Terminal, inFull: boolean): void {
  for (const { file, key, title, differences } of report.failed) {
    terminal.print(`${terminal.tint('error', `${file} ${key}`)}: ${title}`)
    for (const { pointer, expected, actual } of differences)
      terminal.print(
        `  ${pointer || '/'}: expected ${JSON.stringify(expected)}, got ${JSON.stringify(actual) ?? 'nothing'}`,
      )
  }
  if (report.passed + report.failed.length === 0)
    terminal.print('There is no case in these packs. Add a file <name>.case.json beside a definition.')
  for (const { of, parts, reached, missed } of report.coverage) {
    terminal.print(`${of}: ${reached} of ${parts} reached`)
    if (inFull) for (const part of missed) terminal.print(`  not reached: ${part}`)
  }
  const tone = report.failed.length === 0 ? 'good' : 'error'
  terminal.print(terminal.tint(tone, `${report.passed} passed, ${report.failed.length} failed`))
}
