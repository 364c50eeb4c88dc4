import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest'
import { testDatabase, type TestDatabase } from '../../../tests/support/database.ts'
import { readConfiguration, type Configuration } from '../host/configuration.ts'
import { readPackFolder } from '../host/read-pack-folder.ts'
import type { PackOrder } from '../cli/commands/pack-plan-options.ts'
import { buildPack, exportPack, inspectPack, makePackKey, runPackPlan } from './pack-command.ts'

const frozen = path.join(import.meta.dirname, '../../../tests/packs/upgrade')

let db: TestDatabase
let folder: string
beforeAll(async () => void (db = await testDatabase()))
afterAll(() => db.drop())
beforeEach(() => void (folder = fs.mkdtempSync(path.join(os.tmpdir(), 'jingwei-pack-'))))
afterEach(() => fs.rmSync(folder, { recursive: true }))

const at = (...parts: string[]) => path.join(folder, ...parts)

const configuration = (trustedKeys: Record<string, string> = {}): Configuration => ({
  ...readConfiguration({ cwd: folder, environment: {} }),
  packs: [],
  trustedKeys,
  databaseUrl: db.url,
  databaseOwnerUrl: db.ownerUrl,
})

test('a signed file is built, inspected and the same each time', async () => {
  const { publicKey } = await makePackKey(at('my.key'))

  const one = await buildPack({ folder: path.join(frozen, '1.0'), out: at('one'), keyFile: at('my.key') })
  const two = await buildPack({ folder: path.join(frozen, '1.0'), out: at('two.jwpack'), keyFile: at('my.key') })

  expect(one).toMatchObject({ name: 'workshop', version: '1.0.0', file: at('one', 'workshop-1.0.0.jwpack') })
  expect(two).toEqual({ ...one, file: at('two.jwpack') })
  expect((await inspectPack(configuration({ me: publicKey }), one.file)).signature).toEqual({
    state: 'valid',
    key: 'me',
  })
  expect((await inspectPack(configuration(), one.file)).signature).toEqual({ state: 'unknown_key', key: one.signedBy })
})

test('a key is secret and never overwritten', async () => {
  await makePackKey(at('my.key'))

  expect(fs.statSync(at('my.key')).mode & 0o777).toBe(0o600)
  await expect(makePackKey(at('my.key'))).rejects.toMatchObject({ code: 'pack_file.key_exists' })
})

test('what can not be read is said by name', async () => {
  const build = (keyFile: string) => buildPack({ folder: path.join(frozen, '1.0'), out: folder, keyFile })

  await expect(build(at('none.key'))).rejects.toMatchObject({ code: 'pack_file.unreadable' })
  fs.writeFileSync(at('bad.key'), 'no key')
  await expect(build(at('bad.key'))).rejects.toMatchObject({ code: 'pack_file.bad_key' })
  await expect(inspectPack(configuration(), at('none.jwpack'))).rejects.toMatchObject({ code: 'pack_file.unreadable' })
  fs.writeFileSync(at('huge.jwpack'), '')
  fs.truncateSync(at('huge.jwpack'), 100_000_000)
  await expect(inspectPack(configuration(), at('huge.jwpack'))).rejects.toMatchObject({ code: 'pack_file.too_large' })
})

test(
  'a folder is installed, changed here, upgraded with choices, and written out again',
  { timeout: 60_000 },
  async () => {
    const run = (source: PackOrder['source'], more: Partial<PackOrder> = {}) =>
      runPackPlan(configuration(), { source, choices: {}, take: null, apply: true, note: null, ...more })
    const upgrade = { action: 'upgrade', from: path.join(frozen, '1.1'), allowOlder: false, allowUnsigned: [] } as const

    await run({ ...upgrade, action: 'install', from: path.join(frozen, '1.0') })
    await run({ action: 'import', from: path.join(frozen, 'local') })
    expect((await exportPack(configuration(), { pack: null, out: at('layer') })).files).toBe(13)
    expect((await readPackFolder(at('layer'))).files).toEqual((await readPackFolder(path.join(frozen, 'local'))).files)
    await expect(exportPack(configuration(), { pack: null, out: at('layer') })).rejects.toMatchObject({
      code: 'pack_file.folder_not_empty',
    })

    const open = await run(upgrade)
    expect(open).toMatchObject({ applied: null, plan: { open: 6 } })
    const help = open.plan.conflicts.find(each => each.at.endsWith('/help'))!
    const done = await run(upgrade, { choices: { [help.key]: 'theirs' }, take: 'ours' })
    expect(done).toMatchObject({ applied: { state: 'published' }, plan: { open: 0 } })
    expect(done.plan.conflicts.filter(each => each.choice === 'theirs')).toHaveLength(1)

    expect(await exportPack(configuration(), { pack: 'workshop', out: at('pack') })).toEqual({ files: 15 })
    expect((await readPackFolder(at('pack'))).files).toEqual((await readPackFolder(path.join(frozen, '1.1'))).files)
    await expect(exportPack(configuration(), { pack: 'nothing', out: at('x') })).rejects.toMatchObject({
      code: 'pack_plan.not_installed',
    })
  },
)

test('a plan that is only looked at leaves nothing behind', async () => {
  const source = { action: 'uninstall', pack: 'workshop' } as const

  const { plan, applied } = await runPackPlan(configuration(), {
    source,
    choices: {},
    take: 'theirs',
    apply: false,
    note: null,
  })

  expect(applied).toBeNull()
  expect(plan).toMatchObject({ open: 0, returns: true, orphans: expect.arrayContaining([{ entity: 'part', rows: 0 }]) })
  expect((await db.database.owner.query(`select from jw.pack_plan where state = 'open'`)).rowCount).toBe(0)
})
