import fs from 'node:fs'
import path from 'node:path'
import pg from 'pg'
import { newId } from '../../../engine/src/base/ids.ts'
import { silentLog } from '../../../engine/src/base/log.ts'
import { readConfiguration } from '../../../engine/src/host/configuration.ts'
import { packFolders, readPacks } from '../../../engine/src/main/installation-packs.ts'
import { openEngine, type OpenEngine } from '../../../engine/src/main/open-engine.ts'
import { systemPrincipal } from '../../../engine/src/runtime/command-runner.ts'
import type { EmbeddedServer } from '../../../engine/src/store/embedded-server.ts'

export const ROWS = 200_000
export const PASSWORD = 'records-benchmark-1'
/** The region that the member works in: the code of his position. */
export const MEMBER_REGION = 'e'

export interface Installation {
  /** Working folder with the settings. */
  folder: string
  environment: { DATABASE_URL: string; DATABASE_OWNER_URL: string; JINGWEI_LOG_LEVEL: string }
}

const CORE = path.resolve(import.meta.dirname, '../../../definitions/core')

/** Values of row `i`, as columns of `generate_series(…) i`: the same on both sides. */
const VALUES = `'O-'||i, 'Customer '||(i%5000), (array['draft','open','approved','shipped','closed'])[1+(i*7)%5],
  (array['n','ne','e','se','s','sw','w','nw'])[1+(i*11)%8], (array['phone','laptop','tv','audio'])[1+(i*3)%4], 1+i%300,
  ((i::bigint*7919)%1000000)/100.0, (i%30), 'EUR', date '2025-01-01'+(i%700), date '2025-02-01'+(i%700), i%5, 'note '||i, i%9<>0
  from generate_series(1,${ROWS}) i`
const COLUMNS =
  'code,customer,status,region,category,quantity,amount,discount,currency,ordered_on,due_on,priority,notes,active'

/** The baseline's table and rows. */
export async function prepareBaseline(server: EmbeddedServer): Promise<void> {
  await withClient(server.ownerUrl('postgres'), client => client.query('create database baseline'))
  await withClient(server.ownerUrl('baseline'), async client => {
    await client.query(`create table orders (
      id serial primary key, code varchar(40) not null unique, customer varchar(120) not null,
      status varchar(20) not null default 'draft', region varchar(10) not null, category varchar(20),
      quantity integer not null, amount numeric(12,2) not null, discount numeric(5,2), currency varchar(3) default 'EUR',
      ordered_on date, due_on date, priority integer, notes text, active boolean default true)`)
    await client.query(`insert into orders (${COLUMNS}) select ${VALUES}`)
    await client.query('create index orders_sra on orders (status, region, amount desc)')
    await client.query('vacuum analyze orders')
  })
}

/** A database of the engine with the bench pack published, the same rows, an administrator and a member of a region. */
export async function prepareEngine(server: EmbeddedServer, folder: string): Promise<Installation> {
  await withClient(server.ownerUrl('postgres'), client => client.query('create database engine'))
  fs.writeFileSync(
    path.join(folder, 'jingwei.config.json'),
    JSON.stringify({ packs: [CORE, path.join(import.meta.dirname, 'pack')], demo: false, dataDir: 'data' }),
  )
  const [appUrl, ownerUrl] = [server.appUrl('engine'), server.ownerUrl('engine')]
  const environment = { DATABASE_URL: appUrl, DATABASE_OWNER_URL: ownerUrl, JINGWEI_LOG_LEVEL: 'error' }
  const installation = { folder, environment }
  await withEngine(installation, async engine => {
    await insertRows(engine.database.owner)
    const personId = await insertMember(engine.database.owner)
    const account = { password: PASSWORD, name: 'bench' }
    await engine.accounts.add({ ...account, login: 'admin', personId: null, roles: ['bench_admin'] })
    await engine.accounts.add({ ...account, login: 'member', personId, roles: ['bench_member'] })
  })
  return installation
}

/** An engine in this process, with the packs published. */
export async function withEngine<T>(
  { folder, environment }: Installation,
  work: (engine: OpenEngine) => Promise<T>,
): Promise<T> {
  const configuration = readConfiguration({ cwd: folder, environment })
  const packs = await readPacks(packFolders(configuration), configuration.root)
  const engine = await openEngine({ configuration, packs, log: silentLog })
  try {
    engine.snapshots.swap((await engine.publisher.publishPacks(packs, systemPrincipal)).snapshot)
    return await work(engine)
  } finally {
    await engine.close()
  }
}

async function insertRows(owner: pg.Pool): Promise<void> {
  const system = ['uuidv7()', '1', 'now()', 'null::uuid', 'now()', 'null::uuid']
  await owner.query(
    `insert into app."order" (id, version, created_at, created_by, updated_at, updated_by, ${COLUMNS}) select ${system.join(', ')}, ${VALUES}`,
  )
  await owner.query('vacuum analyze app."order"')
}

async function insertMember(owner: pg.Pool): Promise<string> {
  const [unit, position, person] = [newId(), newId(), newId()]
  const system = 'id, version, created_at, updated_at'
  await owner.query(
    `insert into app.org_unit (${system}, code, name, type) values ($1, 1, now(), now(), 'hq', 'hq', 'company')`,
    [unit],
  )
  await owner.query(
    `insert into app."position" (${system}, code, name, roles) values ($1, 1, now(), now(), $2, $2, '[]')`,
    [position, MEMBER_REGION],
  )
  await owner.query(
    `insert into app.person (${system}, code, name, org_unit, "position", active) values ($1, 1, now(), now(), 'member', 'member', $2, $3, true)`,
    [person, unit, position],
  )
  return person
}

async function withClient<T>(url: string, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    return await work(client)
  } finally {
    await client.end()
  }
}
