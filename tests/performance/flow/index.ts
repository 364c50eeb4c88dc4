// `npm run bench -- flow [rounds] [parts]`: flows one commit per step, against the least durable work (`pipe`) and
// bpmn-engine + PostgreSQL. Parts, all of them when none is named: rates,callers,http,multi,million.
import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { startEmbeddedServer } from '../../../engine/src/store/embedded-server.ts'
import { report } from '../support/measure.ts'
import { measureCallers } from './callers.ts'
import { createDatabase, createFlowDatabase } from './databases.ts'
import { measureHttp } from './http.ts'
import { measureMillion } from './million.ts'
import { measureMultiInstance } from './multi-instance.ts'
import { measureRates } from './rates.ts'
import type { BenchWorld, Measured } from './bench-world.ts'

const PARTS: Record<string, (world: BenchWorld) => Promise<Measured>> = {
  rates: measureRates,
  callers: measureCallers,
  http: measureHttp,
  multi: measureMultiInstance,
  million: measureMillion,
}

const rounds = Number(process.argv[2] ?? 3)
const parts = process.argv[3]?.split(',') ?? Object.keys(PARTS)
const unknown = parts.filter(part => !(part in PARTS))
if (unknown.length > 0)
  throw new Error(`There is no part ${unknown.join(', ')}, only ${Object.keys(PARTS).join(', ')}.`)

const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'jingwei-bench-flow-'))
// The database's user must reach it when root runs this.
fs.chmodSync(folder, 0o755)
const server = await startEmbeddedServer({ dataDir: path.join(folder, 'server') })
try {
  const world: BenchWorld = {
    rounds,
    folder,
    server,
    baseline: { DATABASE_URL: (await createDatabase(server, 'baseline')).DATABASE_OWNER_URL },
    engine: await createFlowDatabase(server, 'engine'),
  }
  const measured: Measured[] = []
  for (const part of parts) measured.push(await PARTS[part]!(world))
  report(
    measured.flatMap(({ rows }) => rows),
    Object.assign({}, ...measured.map(({ keys }) => keys)),
  )
} finally {
  await server.leave()
  fs.rmSync(folder, { recursive: true, force: true })
}
