import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { readConfiguration, type Configuration } from '../../engine/src/host/configuration.ts'
import { publishFolders, restoreVersion } from '../../engine/src/main/publish-command.ts'
import { discountFiles, discountRules } from '../support/discount-rules.ts'
import { testDatabase, type TestDatabase } from '../support/database.ts'
import { shopPack } from '../support/shop-pack.ts'

const ID = 'shop/rule-set/discount'
const now = { note: null, publishAt: null }

let db: TestDatabase
let folder: string
let configuration: Configuration

beforeAll(async () => {
  db = await testDatabase()
  folder = path.join(fs.mkdtempSync(path.join(os.tmpdir(), 'jingwei-publish-')), 'shop')
  for (const file of [...shopPack.files, ...discountFiles]) write(file.path, file.text)
  const environment = { DATABASE_URL: db.url, DATABASE_OWNER_URL: db.ownerUrl }
  configuration = { ...readConfiguration({ cwd: path.dirname(folder), environment }), packs: [folder] }
})
afterAll(async () => {
  fs.rmSync(path.dirname(folder), { recursive: true })
  await db.drop()
})

function write(file: string, text: string): void {
  fs.mkdirSync(path.dirname(path.join(folder, file)), { recursive: true })
  fs.writeFileSync(path.join(folder, file), text)
}

const policy = (review: string) =>
  db.database.owner.query(
    `insert into jw.pack_policy values ('shop', $1, 'test', now()) on conflict (pack) do update set review = $1`,
    [review],
  )

test('publish installs a pack, publishes what changed, and then nothing', async () => {
  const first = await publishFolders(configuration, [folder], now)
  expect(first).toMatchObject({ state: 'published', snapshot: 1, older: [] })
  expect(first.versions.length).toBeGreaterThan(10)

  write('rule-sets/discount.rule-set.json', discountRules('12'))
  expect(await publishFolders(configuration, [folder], now)).toMatchObject({
    state: 'published',
    versions: [{ id: ID, version: 2 }],
  })
  expect(await publishFolders(configuration, [folder], now)).toMatchObject({
    state: 'unchanged',
    snapshot: 2,
    versions: [],
  })
})

test('a red case stops it', async () => {
  write('rule-sets/discount.rule-set.json', discountRules('30'))

  await expect(publishFolders(configuration, [folder], now)).rejects.toMatchObject({ code: 'publication.cases_failed' })
  write('rule-sets/discount.rule-set.json', discountRules('12'))
})

test('restore brings an earlier version back, under the policy of the pack', async () => {
  expect(await restoreVersion(configuration, { id: ID, version: 1, note: 'zurück' })).toMatchObject({
    state: 'published',
    versions: [{ id: ID, version: 3 }],
  })

  await policy('four_eyes')
  expect(await restoreVersion(configuration, { id: ID, version: 2, note: null })).toMatchObject({
    state: 'in_review',
    snapshot: null,
  })
  await policy('off')
})

test('a date puts it on the calendar of the installation', async () => {
  write('rule-sets/discount.rule-set.json', discountRules('12', '另一个标题'))
  const publishAt = new Date(Date.now() + 3_600_000)

  expect(await publishFolders(configuration, [folder], { note: '下月起', publishAt })).toMatchObject({
    state: 'scheduled',
    versions: [],
  })
  const { rows } = await db.database.owner.query(
    `select note, publish_at from jw.publication where state = 'scheduled'`,
  )
  expect(rows).toEqual([{ note: '下月起', publish_at: publishAt }])
})
