import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { beforeAll, expect, test } from 'vitest'
import { simulate } from '../cli/commands/simulate.ts'
import { runCli } from '../cli/run-cli.ts'
import { memoryTerminal } from '../cli/terminal.ts'
import { kinds } from '../kinds/index.ts'
import { builtinFunctions } from './builtin-functions.ts'
import { compilePacks, type CompiledPacks } from './compile-packs.ts'
import { simulateFlow } from './simulate-flow.ts'

const FOLDER = path.resolve(import.meta.dirname, '../../../definitions/medical-device')
let packs: CompiledPacks
beforeAll(async () => {
  packs = await compilePacks([FOLDER], { kinds, builtins: builtinFunctions })
})

const order = { flow: 'contract_approval', runs: 20, seed: 1 }
const simulated = (rest: object) => simulateFlow({ ...packs, functions: packs.functions.all }, { ...order, ...rest })

test('a flow of packs runs with the people and the record of its first case, with the real rule sets', async () => {
  const found = await simulated({})

  expect(found).toMatchObject({ outcomes: { effective: 20 }, roles: { sm: 20, pc: 20, fi: 20 }, errors: {} })
})

test('another case gives another record', async () => {
  expect(await simulated({ case: 'ex_d2' })).toMatchObject({ tasks: { approve_gm_fi_le: { opened: 20, perRun: 1 } } })
})

test('without an organisation people are called as what was asked for', async () => {
  const found = await simulateFlow(
    { ...packs, functions: packs.functions.all },
    { ...order, flow: 'licence_expiry_review' },
  )

  expect(found).toMatchObject({ outcomes: { reviewed: 20 }, roles: { 'role quality': 20 } })
})

test('a flow or case that is not there is refused', async () => {
  await expect(async () => simulated({ flow: 'contract_aproval' })).rejects.toMatchObject({
    code: 'flow.not_there',
    message: expect.stringContaining('"contract_approval"'),
  })
  await expect(async () => simulated({ case: 'ex_99' })).rejects.toMatchObject({ code: 'case.not_there' })
})

async function run(argv: string[], cwd = FOLDER) {
  const terminal = memoryTerminal()
  const parts = () => ({
    cwd,
    environment: {},
    compilePacks: async () => packs,
    simulateFlow: (given: CompiledPacks, wanted: Parameters<typeof simulateFlow>[1]) =>
      simulateFlow({ ...given, functions: given.functions.all }, wanted),
  })
  const code = await runCli({ argv: ['simulate', ...argv], commands: [simulate], parts, terminal })
  return { code, out: terminal.printed.join('\n'), err: terminal.complaints.join('\n') }
}

test('the command prints shares, times and work, or JSON', async () => {
  const { code, out } = await run(['contract_approval', '.', '--runs', '10', '--seed', '3'])

  expect(code).toBe(0)
  expect(out).toContain('effective: 10 (100.0 %)')
  expect(out).toContain('approve_sm: 10 tasks, 1.00 per run')
  expect(JSON.parse((await run(['contract_approval', '.', '--runs', '10', '--json'])).out)).toMatchObject({
    runs: 10,
    seed: 1,
  })
})

test('a scenario says how those outside behave', async () => {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'jingwei-scenario-'))
  const scenario = { behaviour: { outcomes: { approve_sm: { reject: 1 } }, duration: 'PT2H' } }
  fs.writeFileSync(path.join(folder, 'scenario.json'), JSON.stringify(scenario))
  fs.writeFileSync(path.join(folder, 'list.json'), '[]')

  const { out } = await run(['contract_approval', '.', '--runs', '10', '--scenario', 'scenario.json'], folder)

  expect(out).toContain('rejected: 10 (100.0 %)')
  expect(out).toContain('2.0 h on average')
  expect(await run(['contract_approval', '.', '--scenario', 'list.json'], folder)).toMatchObject({ code: 2 })
  expect(await run(['contract_approval', '.', '--runs', '0'], folder)).toMatchObject({ code: 2 })
  fs.rmSync(folder, { recursive: true })
})
