import { spawnSync } from 'node:child_process'
import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { afterAll, expect, test } from 'vitest'

const repository = path.resolve(import.meta.dirname, '../..')
const planted = fs.mkdtempSync(path.join(os.tmpdir(), 'jingwei-architecture-'))
afterAll(() => fs.rmSync(planted, { recursive: true }))

test('every import of the house goes the allowed way', () => {
  const { summary } = cruise(repository, ['engine/src', 'modules', 'plugins', 'designer'])

  expect(summary.violations.map(sentence)).toEqual([])
  // A cruiser that can't read TypeScript finds no module, no violation, and looks green.
  expect(summary.totalCruised).toBeGreaterThan(300)
})

test('a forbidden import is found, of every sort', () => {
  const violations: [rule: string, from: string, to: string][] = [
    ['base-imports-upward', 'engine/src/base/clock.ts', 'engine/src/store/pool.ts'],
    ['metadata-imports-upward', 'engine/src/metadata/link.ts', 'engine/src/runtime/command.ts'],
    ['host-imports-upward', 'engine/src/host/load.ts', 'engine/src/http/app.ts'],
    ['contracts-are-types', 'engine/src/runtime/command.ts', 'engine/src/host/sdk/define.ts'],
    ['kinds-import-kinds', 'engine/src/kinds/form/run.ts', 'engine/src/kinds/page/compile.ts'],
    ['kind-has-effects', 'engine/src/kinds/page/compile.ts', 'engine/src/store/pool.ts'],
    ['pure-layers-stay-in-the-browser', 'engine/src/query/parse.ts', 'node:fs'],
    ['module-or-plugin-knows-the-inside', 'modules/pricing/src/index.ts', 'engine/src/base/clock.ts'],
    ['modules-import-each-other', 'modules/pricing/src/tax.ts', 'modules/stock/src/index.ts'],
    ['engine-knows-outside', 'engine/src/http/app.ts', 'modules/stock/src/index.ts'],
    ['designer-knows-the-inside', 'designer/shell/api.ts', 'engine/src/base/money.ts'],
    ['renderer-imports-its-users', 'designer/renderer/form.ts', 'designer/workspace/inbox.ts'],
    ['studio-and-workspace-are-strangers', 'designer/workspace/inbox.ts', 'designer/studio/room.ts'],
    ['circle', 'engine/src/cli/one.ts', 'engine/src/cli/two.ts'],
    ['unresolvable', 'engine/src/cli/three.ts', 'engine/src/cli/nothing.ts'],
  ]
  for (const [, from, to] of violations) plant(from, to)
  plant('engine/src/cli/two.ts', 'engine/src/cli/one.ts')
  fs.rmSync(path.join(planted, 'engine/src/cli/nothing.ts'))

  const { summary } = cruise(planted, ['engine', 'modules', 'designer'])

  const found = new Set(summary.violations.map(({ rule }) => rule.name))
  expect(violations.map(([rule]) => rule).filter(rule => !found.has(rule))).toEqual([])
})

test('an import of a type may cross where a contract is agreed on', () => {
  const place = path.join(planted, 'types')
  write(
    path.join(place, 'engine/src/store/transaction.ts'),
    "import type { Tx } from '../runtime/context.ts'\nexport type T = Tx\n",
  )
  write(path.join(place, 'engine/src/runtime/context.ts'), 'export interface Tx {}\n')

  const { summary } = cruise(place, ['engine'])

  expect(summary.violations.map(sentence)).toEqual([])
})

interface Report {
  summary: { totalCruised: number; violations: { from: string; to: string; rule: { name: string } }[] }
}

const sentence = ({ rule, from, to }: Report['summary']['violations'][number]): string =>
  `${rule.name}: ${from} imports ${to}`

function cruise(folder: string, places: string[]): Report {
  const program = path.join(repository, 'node_modules/dependency-cruiser/bin/dependency-cruiser.mjs')
  const config = path.join(repository, '.dependency-cruiser.cjs')
  const args = [program, '--config', config, '--output-type', 'json', ...places]
  const { stdout, stderr } = spawnSync(process.execPath, args, { cwd: folder, encoding: 'utf8', maxBuffer: 1e9 })
  if (stdout === '') throw new Error(stderr)
  return JSON.parse(stdout) as Report
}

/** A file that imports another, which is made when there is none. */
function plant(from: string, to: string): void {
  const specifier = to.startsWith('node:') ? to : path.relative(path.dirname(from), to).replace(/^(?!\.)/, './')
  write(path.join(planted, from), `import * as other from '${specifier}'\nexport const used = other\n`)
  if (!to.startsWith('node:') && !fs.existsSync(path.join(planted, to)))
    write(path.join(planted, to), 'export const value = 1\n')
}

function write(file: string, text: string): void {
  fs.mkdirSync(path.dirname(file), { recursive: true })
  fs.writeFileSync(file, text)
}
