import { readFileSync } from 'node:fs'
import path from 'node:path'
import { expect, test } from 'vitest'
import { importCommand } from '../../../engine/src/cli/commands/import.ts'
import { runCli } from '../../../engine/src/cli/run-cli.ts'
import { memoryTerminal } from '../../../engine/src/cli/terminal.ts'
import { importFlow } from '../../../engine/src/kinds/flow/import/import-flow.ts'
import { withTables } from './guide-tables.ts'

const root = path.resolve(import.meta.dirname, '../../..')
const guide = readFileSync(path.join(root, 'docs/guides/import-your-camunda-models.md'), 'utf8')

test('the tables of the guide to imports say what the code does (node scripts/import-guide.mjs writes them)', async () => {
  expect(guide).toBe(await withTables(guide))
})

test('the command of the guide prints what stands there', async () => {
  const [, argv = '', printed] = /```sh\nnpx jingwei (.*?)\n```\n\n```text\n(.*?)\n```/s.exec(guide) ?? []
  const terminal = memoryTerminal()

  const code = await runCli({
    argv: argv.split(' ').map(word => (word.endsWith('.bpmn') ? path.join(root, word) : word)),
    commands: [importCommand],
    parts: () => ({ importFlow }),
    terminal,
  })

  expect(code).toBe(1)
  expect(terminal.printed.join('\n')).toBe(printed)
})
