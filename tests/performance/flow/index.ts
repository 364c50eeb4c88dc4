// `npm run bench -- flow`: flows one commit per step, against the least durable work (`pipe`) and bpmn-engine + PostgreSQL.
import { execFile } from 'node:child_process'
import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { promisify } from 'node:util'
import { newId } from '../../../engine/src/base/ids.ts'
import { silentLog } from '../../../engine/src/base/log.ts'
import type { EntityModel } from '../../../engine/src/metadata/entity-model.ts'
import { openDatabase } from '../../../engine/src/store/database.ts'
import { startEmbeddedServer } from '../../../engine/src/store/embedded-server.ts'
import { migrate } from '../../../engine/src/store/migrate.ts'
import { applySchemaChange } from '../../../engine/src/store/schema-change.ts'
import { compiledSnapshot } from '../../support/flow-world.ts'
import { median, report, significant } from '../support/measure.ts'
import { benchFiles, doIt } from './bench-flows.ts'

const ROUNDS = Number(process.argv[2] ?? 3)
const SECONDS = '4'
const CONNECTIONS = '16'
const BASELINE = path.join(import.meta.dirname, '../baseline')

const dataDir = fs.mkdtempSync(path.join(os.tmpdir(), 'jingwei-bench-flow-'))
const server = await startEmbeddedServer({ dataDir })
const urls = await prepare()
const rates: Record<string, number[]> = {}
for (let round = 0; round < ROUNDS; round++) {
  for (const [ours, theirs] of [
    ['simple', 'simple'],
    ['parallel', 'par'],
  ] as const) {
    await take(`${ours}/limit`, ['flow-limit.mjs', theirs, 'pipe', CONNECTIONS, SECONDS], {
      DATABASE_URL: urls.baseline,
    })
    await take(`${ours}/ours`, ['../flow/ours.ts', ours, CONNECTIONS, SECONDS], {
      DATABASE_URL: urls.app,
      DATABASE_OWNER_URL: urls.owner,
    })
    await take(`${ours}/bpmn-engine`, ['flow-bpmn-engine.mjs', theirs, 'pg', SECONDS, CONNECTIONS], {
      DATABASE_URL: urls.baseline,
      CTX: '1',
    })
  }
}
await server.leave()
fs.rmSync(dataDir, { recursive: true, force: true })

const rate = (name: string) => median(rates[name]!)
const ratio = (process: string, other: string) => significant(rate(`${process}/ours`) / rate(`${process}/${other}`))
report(
  Object.keys(rates).map(name => ({ process: name, perSecond: Math.round(rate(name)) })),
  {
    simpleVsLimit: ratio('simple', 'limit'),
    simpleVsBpmnEngine: ratio('simple', 'bpmn-engine'),
    parallelVsLimit: ratio('parallel', 'limit'),
    parallelVsBpmnEngine: ratio('parallel', 'bpmn-engine'),
  },
)

/** Two databases on one server: the baseline's own tables, and an engine with the core pack and one person. */
async function prepare(): Promise<{ baseline: string; app: string; owner: string }> {
  const maintenance = await openDatabase({ url: server.ownerUrl('postgres'), log: silentLog })
  await maintenance.owner.query('create database baseline')
  await maintenance.owner.query('create database engine')
  await maintenance.close()
  const [app, owner] = [server.appUrl('engine'), server.ownerUrl('engine')]
  const database = await openDatabase({ url: app, ownerUrl: owner, log: silentLog })
  await migrate(database, silentLog)
  const snapshot = await compiledSnapshot(benchFiles, [doIt])
  await applySchemaChange(
    database,
    snapshot.all<EntityModel>('entity').map(d => d.compiled),
    silentLog,
  )
  const [unit, position] = [newId(), newId()]
  await database.owner.query(
    `insert into app.org_unit (id, version, created_at, updated_at, code, name, type) values ($1, 1, now(), now(), 'hq', 'hq', 'company')`,
    [unit],
  )
  await database.owner.query(
    `insert into app."position" (id, version, created_at, updated_at, code, name) values ($1, 1, now(), now(), 'bob', 'bob')`,
    [position],
  )
  await database.owner.query(
    `insert into app.person (id, version, created_at, updated_at, code, name, org_unit, "position", active) values ($1, 1, now(), now(), 'bob', 'bob', $2, $3, true)`,
    [newId(), unit, position],
  )
  await database.close()
  return { baseline: server.ownerUrl('baseline'), app, owner }
}

async function take(name: string, [script, ...rest]: string[], env: Record<string, string>): Promise<void> {
  const args = ['--conditions=development', path.join(BASELINE, script!), ...rest]
  const { stdout } = await promisify(execFile)(process.execPath, args, { env: { ...process.env, ...env } })
  const result = JSON.parse(stdout.trim().split('\n').at(-1)!) as { perSec: number; ok?: boolean }
  if (result.ok === false) throw new Error(`${name} left work undone: ${stdout}`)
  ;(rates[name] ??= []).push(result.perSec)
  console.error(name, stdout.trim())
}
