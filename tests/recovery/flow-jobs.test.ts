import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { END, flows, flowText, START } from '../../engine/src/kinds/flow/fixtures/compiled.ts'
import { testDatabase, type TestDatabase } from '../support/database.ts'
import { startEngineProcess, type EngineProcess } from '../support/engine-process.ts'
import { signIn, type HttpClient } from '../support/http-client.ts'
import { LOGIN, prepareTickets, type TicketInstallation } from '../support/ticket-traffic.ts'

const RUNS = process.env['JINGWEI_LONG'] === undefined ? 300 : 3_000
const STEPS = ['s1', 's2', 's3', 's4']

let db: TestDatabase
let folder: string
let installation: TicketInstallation

const script = (id: string): string =>
  `<scriptTask id="${id}" scriptFormat="feel" jw:asyncBefore="true" jw:resultVariable="${id}"><script>="${id}"</script></scriptTask>`

/** Four steps, each a job of its own, with a timer in between. */
const body = `${START}${STEPS.map(script).join('')}<intermediateCatchEvent id="rest"><timerEventDefinition><timeDuration>PT1S</timeDuration></timerEventDefinition></intermediateCatchEvent>${END}${flows('start > s1 > s2 > rest > s3 > s4 > end')}`

beforeAll(async () => {
  db = await testDatabase()
  folder = fs.mkdtempSync(path.join(os.tmpdir(), 'jingwei-flow-jobs-'))
  const pack = path.join(folder, 'steps')
  fs.mkdirSync(path.join(pack, 'flows'), { recursive: true })
  const manifest = {
    name: 'steps',
    version: '0.1.0',
    title: '步骤',
    engine: '>=0.1.0',
    requires: {},
    locales: ['zh-CN'],
  }
  fs.writeFileSync(path.join(pack, 'pack.json'), JSON.stringify(manifest))
  fs.writeFileSync(path.join(pack, 'flows/steps.bpmn'), flowText(body, 'steps'))
  installation = await prepareTickets(folder, db, [pack])
}, 120_000)

afterAll(async () => {
  await db?.drop()
  fs.rmSync(folder, { recursive: true, force: true })
})

const start = (): Promise<EngineProcess> => startEngineProcess({ cwd: installation.folder, env: installation.env })
const signedIn = ({ url }: EngineProcess): Promise<HttpClient> => signIn(url, LOGIN.login, LOGIN.password)

const rows = async <Row = any>(sql: string, values: unknown[] = []): Promise<Row[]> =>
  (await db.database.owner.query(sql, values)).rows

test(
  'kill -9 of two of three nodes that work off the jobs of many runs: every job is done, and has its effect once',
  { timeout: 240_000 },
  async () => {
    // given three nodes, and runs that are being started through all of them
    const nodes = await Promise.all([start(), start(), start()])
    const clients = await Promise.all(nodes.map(signedIn))
    const acknowledged: string[] = []
    const starting = Array.from({ length: RUNS }, async (_, i) => {
      await sleep(i * 5)
      try {
        const { status, body: run } = await clients[i % 3]!.post('/api/flows/steps/instances', {})
        if (status === 201) acknowledged.push(run.instanceId)
        else expect(status).toBeLessThan(500)
      } catch {
        // Its node was killed: whether the run began is what the test looks at.
      }
    })

    // when two of them are killed in the middle of it
    await sleep(RUNS * 2)
    await nodes[0]!.kill()
    await sleep(500)
    await nodes[1]!.kill()
    await Promise.all(starting)

    // then the last one does what they left, as soon as their locks end
    const open = async () =>
      (await rows(`select count(*)::int as open from flow.instance where state <> 'ended'`))[0].open
    for (let waited = 0; (await open()) > 0 && waited < 120; waited++) await sleep(1_000)
    expect(await open()).toBe(0)
    expect(acknowledged.length).toBeGreaterThan(RUNS / 3)
    const ended = new Set((await rows(`select id from flow.instance where state = 'ended'`)).map(row => row.id))
    expect(acknowledged.filter(id => !ended.has(id))).toEqual([])

    // and no step twice
    const visits = await rows(
      `select element, count(*)::int as visits, count(distinct instance_id)::int as runs from flow.history
       where element = any ($1) and event <> 'waiting' group by element order by element`,
      [STEPS],
    )
    expect(visits).toEqual(STEPS.map(element => ({ element, visits: ended.size, runs: ended.size })))
    expect(await rows('select count(*)::int as jobs from flow.job')).toEqual([{ jobs: 0 }])
    expect(await rows('select count(*)::int as tokens from flow.token')).toEqual([{ tokens: 0 }])
    await nodes[2]!.stop()
  },
)
