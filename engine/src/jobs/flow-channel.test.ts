import { afterAll, beforeAll, expect, test } from 'vitest'
import { testDatabase, type TestDatabase } from '../../../tests/support/database.ts'
import { silentLog } from '../base/log.ts'
import { createFlowChannel } from './flow-channel.ts'
import { hintFlowJobs, onFlowJobs } from './flow-hints.ts'

let db: TestDatabase

beforeAll(async () => {
  db = await testDatabase()
})
afterAll(() => db.drop())

const heard = (): Promise<void> =>
  new Promise(resolve => {
    const off = onFlowJobs(() => {
      off()
      resolve()
    })
  })

test('a hint reaches the other nodes of the database, and comes back from none', async () => {
  // given a node that is another process, to this one's listeners
  const told: string[] = []
  const other = await db.database.app.connect()
  other.on('notification', ({ payload }) => told.push(payload!))
  await other.query('listen flow_job')
  const channel = createFlowChannel({ database: db.database, owner: 'here', log: silentLog })
  channel.start()
  await expect.poll(async () => (await listening()) >= 2).toBe(true)

  // when a burst of hints is given here
  hintFlowJobs()
  hintFlowJobs()
  await expect.poll(() => told).toEqual(['here'])

  // then the hint of another node is heard here, and not told on
  const hint = heard()
  await other.query(`select pg_notify('flow_job', 'there')`)
  await hint
  await expect.poll(() => told).toEqual(['here', 'there'])
  channel.stop()
  other.release(true)
})

const listening = async (): Promise<number> =>
  (
    await db.database.owner.query(
      `select count(*)::int as n from pg_stat_activity where datname = current_database() and query = 'listen flow_job'`,
    )
  ).rows[0].n
