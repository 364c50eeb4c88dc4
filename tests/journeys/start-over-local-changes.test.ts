import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { silentLog } from '../../engine/src/base/log.ts'
import { memoryTerminal } from '../../engine/src/cli/terminal.ts'
import { readConfiguration, type Configuration } from '../../engine/src/host/configuration.ts'
import { openEngine } from '../../engine/src/main/open-engine.ts'
import { startEngine } from '../../engine/src/main/start-engine.ts'
import { systemPrincipal } from '../../engine/src/runtime/command-runner.ts'
import { discountFiles, discountRules } from '../support/discount-rules.ts'
import { testDatabase, type TestDatabase } from '../support/database.ts'
import { shopPack } from '../support/shop-pack.ts'

const ID = 'shop/rule-set/discount'

let db: TestDatabase
let folder: string
let configuration: Configuration

beforeAll(async () => {
  db = await testDatabase()
  folder = path.join(fs.mkdtempSync(path.join(os.tmpdir(), 'jingwei-start-')), 'shop')
  for (const file of [...shopPack.files, ...discountFiles]) write(file.path, file.text)
  const environment = { DATABASE_URL: db.url, DATABASE_OWNER_URL: db.ownerUrl }
  const read = readConfiguration({ cwd: path.dirname(folder), environment })
  configuration = { ...read, packs: [folder], port: 0, logLevel: 'error', demo: false }
})
afterAll(async () => {
  fs.rmSync(path.dirname(folder), { recursive: true })
  await db.drop()
})

function write(file: string, text: string): void {
  fs.mkdirSync(path.dirname(path.join(folder, file)), { recursive: true })
  fs.writeFileSync(path.join(folder, file), text)
}

/** Starts, stops, and gives what was said. */
async function start(): Promise<string> {
  const terminal = memoryTerminal()
  const engine = await startEngine(configuration, terminal)
  await engine.stop()
  return terminal.printed.join('\n')
}

async function inForce(): Promise<{ title: string; limit: string; version: number }> {
  const engine = await openEngine({ configuration, packs: [], log: silentLog })
  try {
    const { source, version } = (await engine.publisher.load())!.definitions.get(ID)!
    const content = JSON.parse(source.text)
    return { title: content.title, limit: content.rules[0].conditions.all[0].value, version }
  } finally {
    await engine.close()
  }
}

async function changeLocally(limit: string): Promise<void> {
  const engine = await openEngine({ configuration, packs: [], log: silentLog })
  try {
    const baseHash = (await engine.publisher.load())!.definitions.get(ID)!.source.hash
    const content = { changes: [{ id: ID, text: discountRules(limit), baseHash }] }
    await engine.publications.submit({ content, by: systemPrincipal, note: null, publishAt: null, cause: 'test' })
  } finally {
    await engine.close()
  }
}

test('a folder that changed is published at the start, and local changes go along', async () => {
  await start()
  await changeLocally('12')

  write('rule-sets/discount.rule-set.json', discountRules('10', '折扣审批'))
  const said = await start()

  expect(said).not.toContain('The packs in force stay')
  expect(await inForce()).toEqual({ title: '折扣审批', limit: '12', version: 3 })
})

test('where the folder changed what was changed here too, what is in force runs on, and a plan waits', async () => {
  write('rule-sets/discount.rule-set.json', discountRules('15', '折扣审批'))

  const said = await start()

  expect(said).toContain(`The packs in force stay. The packs changed what was changed here too: ${ID}.`)
  expect(said).toMatch(/Plan [0-9a-f-]{36} waits for review: shop 0\.1\.0, 1 place\(s\) to decide\./)
  expect(said).toContain('Jingwei is ready')
  expect(await inForce()).toEqual({ title: '折扣审批', limit: '12', version: 3 })

  await start()
  const { rows } = await db.database.owner.query('select pack, state from jw.pack_plan')
  expect(rows).toEqual([{ pack: 'shop', state: 'open' }])
})
