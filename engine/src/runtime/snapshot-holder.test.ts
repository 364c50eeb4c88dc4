import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { testDatabase, type TestDatabase } from '../../../tests/support/database.ts'
import { snapshotWith } from '../../../tests/support/snapshot.ts'
import { silentLog } from '../base/log.ts'
import type { Snapshot } from '../metadata/snapshot.ts'
import { createSnapshotHolder, SNAPSHOT_CHANNEL } from './snapshot-holder.ts'

let db: TestDatabase
beforeAll(async () => void (db = await testDatabase()))
afterAll(() => db.drop())

const snapshot = (id: number): Snapshot => ({ ...snapshotWith({}), id })

/** As another node's publishing does. */
async function switchTo(id: number): Promise<void> {
  const { owner } = db.database
  await owner.query(
    `insert into jw.snapshot (id, items, created_at, created_by) overriding system value values ($1, '{}', now(), 'x')`,
    [id],
  )
  await owner.query(
    `insert into jw.current_snapshot (snapshot_id, switched_at) values ($1, now())
     on conflict (only_row) do update set snapshot_id = excluded.snapshot_id`,
    [id],
  )
  await owner.query(`notify ${SNAPSHOT_CHANNEL}`)
}

const holderOf = (loads: number[], initial?: Snapshot) => {
  const load = async () => {
    const { rows } = await db.database.app.query<{ snapshot_id: string }>('select snapshot_id from jw.current_snapshot')
    loads.push(Number(rows[0]!.snapshot_id))
    return snapshot(Number(rows[0]!.snapshot_id))
  }
  return createSnapshotHolder({ database: db.database, load, log: silentLog, ...(initial && { initial }) })
}

test('before the first publication it says what to do', () => {
  expect(() => holderOf([]).current()).toThrow('Publish a pack first')
})

test('it follows the switch of another node, and loads each snapshot once', async () => {
  await switchTo(1)
  const loads: number[] = []
  const holder = holderOf(loads)
  holder.follow()
  await expect.poll(() => loads).toEqual([1])

  await switchTo(2)

  await expect.poll(() => holder.current().id).toBe(2)
  expect(loads).toEqual([1, 2])
  await holder.stop()
})

test('after five seconds without word it asks before a command runs, and refuses when nobody answers', async () => {
  const time = vi.spyOn(performance, 'now')
  time.mockReturnValue(0)
  const holder = holderOf([], snapshot(1))
  await switchTo(3)

  time.mockReturnValue(4_999)
  expect((await holder.fresh()).id).toBe(1)
  time.mockReturnValue(5_001)
  expect((await holder.fresh()).id).toBe(3)

  const query = vi.spyOn(db.database.app, 'query').mockImplementation(() => Promise.reject(new Error('gone')) as never)
  time.mockReturnValue(20_000)
  await expect(holder.fresh()).rejects.toMatchObject({ code: 'runtime.snapshot_unknown', status: 503 })
  query.mockRestore()
  time.mockRestore()
})

test('an older snapshot that is read late does not replace a newer one', async () => {
  const holder = createSnapshotHolder({
    database: db.database,
    load: async () => snapshot(2),
    log: silentLog,
    initial: snapshot(9),
  })
  holder.follow()
  await new Promise(resolve => setImmediate(resolve))

  await expect.poll(() => holder.current().id).toBe(9)
  await holder.stop()
})
