import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { expect, test } from 'vitest'
import type { PackPlan } from '../../runtime/packs/pack-plan.ts'
import type { Command } from '../command.ts'
import { runCli } from '../run-cli.ts'
import { memoryTerminal } from '../terminal.ts'
import { packBuild, type BuiltPack } from './pack-build.ts'
import { packExport } from './pack-export.ts'
import { packImport } from './pack-import.ts'
import { packInspect } from './pack-inspect.ts'
import { packInstall, packUpgrade } from './pack-install.ts'
import { packKeygen } from './pack-keygen.ts'
import type { PackOrder, PackOutcome } from './pack-plan-options.ts'
import { packUninstall } from './pack-uninstall.ts'

const conflict = {
  key: 'shop/role/boss/title#1',
  id: 'shop/role/boss',
  title: 'Boss',
  at: '/title',
  reason: 'both_changed',
  base: 'Boss',
  theirs: 'Chief',
  ours: undefined,
}

const plan: PackPlan = {
  id: 'p1',
  action: 'upgrade',
  author: { id: 'system', name: 'system' },
  createdAt: new Date(0),
  state: 'open',
  snapshot: 1,
  stale: false,
  publication: null,
  pack: { name: 'shop', from: '1.0.0', to: '1.1.0' },
  signature: { state: 'valid', key: 'acme' },
  definitions: {
    added: [{ id: 'shop/role/clerk', title: 'Clerk' }],
    changed: [
      {
        id: 'shop/entity/item',
        title: 'Item',
        comparison: {
          changes: [
            { op: 'remove', at: '/properties/a', before: {}, code: 'field_removed', subject: 'a', impact: 'breaking' },
          ],
          impact: 'breaking',
        },
      },
    ],
    removed: [{ id: 'shop/page/old', title: 'Old' }],
  },
  local: [{ id: 'shop/role/boss', title: 'Boss', state: 'merged', kept: 2, taken: 1 }],
  conflicts: [],
  open: 0,
  diagnostics: [],
  schema: {
    statements: ['Hides item; its records are kept until they are purged (7).'],
    breaks: [],
    removed: [],
    added: [],
    renamed: [],
    removedEntities: [{ entity: 'item', rows: 7 }],
    estimated: false,
  },
  orphans: [{ entity: 'item', rows: 7 }],
  running: [{ flow: 'approval', instances: 3 }],
  returns: false,
}

async function run(argv: string[], outcome: Partial<PackOutcome> = {}) {
  const orders: unknown[] = []
  const kept =
    <Answer>(answer: Answer) =>
    async (...given: unknown[]) => {
      orders.push(given.at(-1))
      return answer
    }
  const built: BuiltPack = {
    name: 'shop',
    version: '1.0.0',
    file: 'shop-1.0.0.jwpack',
    bytes: 9,
    sha256: 'abc',
    signedBy: null,
  }
  const manifest = {
    name: 'shop',
    version: '1.0.0',
    title: 'Shop',
    engine: '*',
    licence: 'MIT',
    requires: { core: '^1.0.0' },
  }
  const parts = {
    cwd: os.tmpdir(),
    environment: {},
    buildPack: kept(built),
    inspectPack: kept({
      manifest,
      signature: { state: 'unsigned' as const },
      files: [{ path: 'pack.json', bytes: 12 }],
    }),
    makePackKey: kept({ id: 'k', publicKey: 'PUB=' }),
    exportPack: kept({ files: 3 }),
    runPackPlan: kept({ plan, applied: null, ...outcome }),
  }
  const commands: Command<typeof parts>[] = [
    packBuild,
    packInspect,
    packInstall,
    packUpgrade,
    packUninstall,
    packExport,
    packImport,
    packKeygen,
  ]
  const terminal = memoryTerminal()
  const code = await runCli({ argv: ['pack', ...argv], commands, parts: () => parts, terminal })
  return { code, out: terminal.printed.join('\n'), err: terminal.complaints.join('\n'), order: orders[0] as PackOrder }
}

test('a plan says what comes, changes, goes, stays behind and runs on', async () => {
  const { code, out } = await run(['upgrade', 'shop.jwpack'])

  expect(code).toBe(0)
  expect(out.split('\n')).toEqual([
    'Upgrade shop 1.0.0 → 1.1.0',
    'Signed by acme.',
    '+ shop/role/clerk  Clerk',
    '- shop/page/old  Old',
    '~ shop/entity/item  Item',
    '    field removed: a (breaking)',
    'Your own changes',
    '  shop/role/boss: merged (2 of yours, 1 from the other side)',
    'Records and running instances',
    '  Hides item; its records are kept until they are purged (7).',
    '  approval: 3 running instance(s) go on to their end; where their records go too, they wait until those are back',
    'Nothing was changed. Run it again with --apply.',
  ])
})

test('conflicts are shown as base, theirs and ours, and end with exit code 1', async () => {
  const { code, out } = await run(['upgrade', 'shop.jwpack', '--apply'], {
    plan: { ...plan, conflicts: [conflict], open: 1 },
  })

  expect(code).toBe(1)
  expect(out).toContain(
    '! Boss: both changed [open]\n    key    "shop/role/boss/title#1"\n    base   "Boss"\n    theirs "Chief"\n    ours   (nothing)',
  )
  expect(out).toContain('1 conflict(s) are open: decide them with --take or --choices. Nothing was changed.')
})

test('a whole definition that is at stake is not spread over the screen', async () => {
  const whole = { ...conflict, at: '', base: '{\n}\n', theirs: undefined, ours: '{\n  "a": 1\n}\n' }
  const { out } = await run(['uninstall', 'shop'], { plan: { ...plan, conflicts: [whole], open: 1 } })

  expect(out).toContain('    base   (a text of 2 lines)\n    theirs (nothing)\n    ours   (a text of 3 lines)')
})

test('what becomes of it is said in one line', async () => {
  expect((await run(['install', 'f', '--apply'], { applied: { id: 'x', state: 'published' } })).out).toContain(
    'Done, as publication x.',
  )
  expect((await run(['install', 'f', '--apply'], { applied: { id: 'x', state: 'in_review' } })).out).toContain(
    'It waits for the approval of a second person',
  )
})

test('options become an order', async () => {
  const file = path.join(fs.mkdtempSync(path.join(os.tmpdir(), 'jingwei-choices-')), 'choices.json')
  fs.writeFileSync(file, '{"a#1": "ours"}')
  const call = [
    'upgrade',
    'f',
    '--allow-unsigned',
    'shop, core',
    '--allow-older',
    '--take',
    'theirs',
    '--choices',
    file,
    '--note',
    'why',
    '--apply',
  ]

  expect((await run(call)).order).toEqual({
    source: { action: 'upgrade', from: 'f', allowOlder: true, allowUnsigned: ['shop', 'core'] },
    choices: { 'a#1': 'ours' },
    take: 'theirs',
    apply: true,
    note: 'why',
    setAside: [],
  })
  expect((await run(['uninstall', 'shop'])).order).toMatchObject({
    source: { action: 'uninstall', pack: 'shop' },
    apply: false,
  })
  expect((await run(['import', 'layer'])).order).toMatchObject({ source: { action: 'import', from: 'layer' } })
})

test('wrong choices are refused before anything is opened', async () => {
  const file = path.join(fs.mkdtempSync(path.join(os.tmpdir(), 'jingwei-choices-')), 'choices.json')
  fs.writeFileSync(file, '{"a#1": "mine"}')

  expect(await run(['upgrade', 'f', '--take', 'mine'])).toMatchObject({
    code: 2,
    err: '--take is base, theirs or ours, not "mine".',
  })
  expect(await run(['upgrade', 'f', '--choices', file])).toMatchObject({
    code: 1,
    err: expect.stringContaining('"a#1" must be base'),
  })
  expect(await run(['upgrade', 'f', '--choices', '/nowhere'])).toMatchObject({ code: 1, order: undefined })
})

test('build, inspect, keygen and export say what they made', async () => {
  expect((await run(['build', 'folder'])).out).toBe(
    'shop-1.0.0.jwpack: shop 1.0.0, 9 bytes, sha256 abc\nNot signed: an installation takes it only if it allows this pack by name.',
  )
  expect(await run(['inspect', 'f'])).toMatchObject({
    code: 1,
    out: expect.stringContaining('Requires:    core ^1.0.0\nNot signed.\n       12  pack.json'),
  })
  expect((await run(['keygen'])).out).toContain('"trustedKeys": { "<your name>": "PUB=" }')
  expect((await run(['export', '--out', 'layer'])).out).toBe('layer: 3 file(s) of the local layer')
  expect((await run(['export', 'shop'])).code).toBe(2)
})

test('every command speaks JSON', async () => {
  for (const call of [
    ['build', 'f'],
    ['inspect', 'f'],
    ['keygen'],
    ['export', '--out', 'x'],
    ['install', 'f'],
    ['uninstall', 'f'],
  ])
    expect(JSON.parse((await run([...call, '--json'])).out)).toBeTypeOf('object')
})

test('the family is listed when only its name is given', async () => {
  expect(await run([])).toMatchObject({ code: 2, err: expect.stringContaining('pack upgrade <file or folder>') })
  expect(await run(['--help'])).toMatchObject({ code: 0, out: expect.stringContaining('pack keygen') })
  expect((await run(['upgrade', '--help'])).out).toContain('Examples:')
})
