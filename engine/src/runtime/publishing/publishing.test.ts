import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { testDatabase, type TestDatabase } from '../../../../tests/support/database.ts'
import { discountFiles, discountRules } from '../../../../tests/support/discount-rules.ts'
import { shopPack } from '../../../../tests/support/shop-pack.ts'
import { FakeClock } from '../../base/clock.ts'
import { silentLog } from '../../base/log.ts'
import { kinds } from '../../kinds/index.ts'
import type { PackFolder } from '../../metadata/pack.ts'
import type { Snapshot } from '../../metadata/snapshot.ts'
import { reader } from '../../store/transaction.ts'
import { systemPrincipal } from '../command-runner.ts'
import { rebaseLocal } from '../packs/rebase-local.ts'
import { createPublisher, type PublisherParts } from '../publisher.ts'
import { InstallationChanged } from '../publish-errors.ts'
import { createPublicationPump } from './publication-pump.ts'
import { createPublications } from './publications.ts'
import { LocalChangesInConflict } from './rebase-local.ts'

const ID = 'shop/rule-set/discount'
const clock = new FakeClock('2026-03-02T01:00:00Z')

let db: TestDatabase
beforeAll(async () => {
  db = await testDatabase()
  await node().publisher.publishPacks([pack()], systemPrincipal)
})
afterAll(() => db.drop())

/** What a node of its own knows: nothing but the database. */
function node(parts: Partial<PublisherParts> = {}) {
  const publisher = createPublisher({
    database: db.database,
    kinds,
    functions: [],
    acceptances: [],
    rebaseLocal: rebaseLocal(kinds),
    runCases: async () => ({ passed: 1, failed: [] }),
    clock,
    log: silentLog,
    ...parts,
  })
  const swapped: Snapshot[] = []
  const snapshots = { swap: (snapshot: Snapshot) => void swapped.push(snapshot) }
  const publications = createPublications(publisher.desk, snapshots)
  return { publisher, publications, pump: createPublicationPump(publisher.desk, snapshots), swapped }
}

/** The shop, with the limit that its pack says, in any version. */
function pack({ version = '0.1.0', limit = '10', title = '折扣权限' } = {}): PackFolder {
  const manifest = { name: 'shop', version, title: '小店', engine: '>=0.1.0', locales: ['zh-CN', 'en'] }
  const files = [...shopPack.files, ...discountFiles].filter(file => !/^pack\.json$|discount/.test(file.path))
  return {
    folder: 'shop',
    files: [
      ...files,
      { path: 'pack.json', text: JSON.stringify(manifest) },
      { path: 'rule-sets/discount.rule-set.json', text: discountRules(limit, title) },
    ],
  }
}

async function inForce() {
  const now = (await node().publisher.desk.installation(reader(db.database)))!
  const { output } = await node().publisher.desk.prepare(reader(db.database), now, now)
  return { now, source: output.sources.get(ID)! }
}

async function changeOf(limit: string) {
  const { source } = await inForce()
  const content = { changes: [{ id: ID, text: discountRules(limit), baseHash: source.hash }] }
  return { content, by: systemPrincipal, note: null, publishAt: null, cause: 'test' }
}

const states = async () =>
  (await db.database.owner.query('select state, failure from jw.publication order by created_at desc, id desc')).rows

/** What kill -9 of a node looks like to the database: its connections end, and it says nothing more. */
const killSession = async (): Promise<void> => {
  await db.database.owner.query(
    `select pg_terminate_backend(pid) from pg_locks where locktype = 'advisory' and objid = 7493004 and granted
       and database = (select oid from pg_database where datname = current_database())`,
  )
}

test.each(['recorded', 'expanded'] as const)(
  'a publication whose node was killed when it was %s is finished by another one',
  async step => {
    const limit = step === 'recorded' ? '11' : '12'
    const dying = node({ onStep: async at => void (at === step && (await killSession())) })
    await expect(dying.publications.submit(await changeOf(limit))).rejects.toThrow()
    expect((await states())[0]).toMatchObject({ state: 'publishing' })
    expect((await inForce()).source.text).not.toBe(discountRules(limit))

    const other = node()
    expect(await other.pump.runOnce()).toBe(1)

    expect((await states())[0]).toMatchObject({ state: 'published' })
    expect((await inForce()).source.text).toBe(discountRules(limit))
    expect(other.swapped.map(snapshot => snapshot.get('rule-set', 'discount').source.text)).toEqual([
      discountRules(limit),
    ])
  },
)

test('a publication that is still running is nobody else’s', async () => {
  const other = node()
  let pumped: Promise<number> | undefined
  const slow = node({ onStep: step => void (step === 'recorded' && (pumped = other.pump.runOnce())) })

  await slow.publications.submit(await changeOf('13'))

  // It saw the row and waited for the lock; when it had it, there was nothing left to do.
  expect(await pumped).toBe(0)
  expect((await states())[0]).toMatchObject({ state: 'published' })
})

test('a publication that can not be carried out ends as failed, and the one in force stays', async () => {
  const before = (await inForce()).source.text
  const failing = node({
    onStep: step => {
      if (step === 'expanded') throw new Error('disk on fire')
    },
  })

  await expect(failing.publications.submit(await changeOf('14'))).rejects.toThrow('disk on fire')

  expect((await states())[0]).toMatchObject({ state: 'failed', failure: { code: 'server.fault' } })
  expect((await inForce()).source.text).toBe(before)
  expect(await node().pump.runOnce()).toBe(0)
})

test('what was submitted does not change, and no step leads back', async () => {
  const { owner } = db.database
  await expect(owner.query(`update jw.publication set note = 'x', state = 'failed'`)).rejects.toThrow('does not change')
  await expect(
    owner.query(`update jw.publication set state = 'in_review', snapshot_id = null where state = 'published'`),
  ).rejects.toThrow('does not become')
  await expect(owner.query('delete from jw.publication')).rejects.toThrow('never deleted')
  await expect(db.database.app.query(`update jw.publication set state = 'published'`)).rejects.toThrow(
    'permission denied',
  )
})

test('local changes go along to a newer pack; where both changed a place, the packs in force stay', async () => {
  await node().publications.submit(await changeOf('15'))
  const { publisher } = node()

  await publisher.publishPacks([pack({ version: '0.2.0', title: '折扣审批' })], systemPrincipal)
  const merged = JSON.parse((await inForce()).source.text)
  expect([merged.title, merged.rules[0].conditions.all[0].value]).toEqual(['折扣审批', '15'])

  const before = (await inForce()).now.snapshotId
  const both = publisher.publishPacks([pack({ version: '0.3.0', limit: '7' })], systemPrincipal)
  await expect(both).rejects.toThrow(LocalChangesInConflict)
  expect((await inForce()).now.snapshotId).toBe(before)
})

test('an older folder takes nothing back, and packs that it does not name stay', async () => {
  const { publisher } = node()
  const extra = {
    folder: 'extra',
    files: [
      {
        path: 'pack.json',
        text: JSON.stringify({
          name: 'extra',
          version: '1.0.0',
          title: 'x',
          engine: '>=0.1.0',
          requires: { shop: '*' },
          locales: ['en'],
        }),
      },
    ],
  }
  const { now } = await inForce()
  await publisher.publishInstallation({
    packs: [...now.packs, extra],
    local: now.local,
    expectedSnapshot: now.snapshotId,
    by: systemPrincipal,
    note: null,
  })

  const { snapshot } = await publisher.publishPacks([pack({ version: '0.1.5' })], systemPrincipal)

  const after = (await inForce()).now
  expect(after.items.packs.map(({ name, version }) => `${name} ${version}`)).toEqual(['shop 0.2.0', 'extra 1.0.0'])
  expect(snapshot.id).toBe(after.snapshotId)
})

test('an installation that was planned on another snapshot is refused', async () => {
  const { now } = await inForce()
  const order = { packs: now.packs, local: [], expectedSnapshot: now.snapshotId - 1, by: systemPrincipal, note: null }

  await expect(node().publisher.publishInstallation(order)).rejects.toThrow(InstallationChanged)
})

test('checking and then publishing compiles once', async () => {
  const accepts = vi.fn(() => [])
  const { publisher, publications } = node({ acceptances: [accepts] })
  const order = await changeOf('16')
  await publisher.check(order.content.changes)
  const once = accepts.mock.calls.length

  await publications.submit(order)

  expect(once).toBeGreaterThan(0)
  expect(accepts).toHaveBeenCalledTimes(once)
})
