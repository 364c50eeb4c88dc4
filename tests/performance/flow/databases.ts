import { newId } from '../../../engine/src/base/ids.ts'
import { silentLog } from '../../../engine/src/base/log.ts'
import type { EntityModel } from '../../../engine/src/metadata/entity-model.ts'
import { openDatabase, type Database } from '../../../engine/src/store/database.ts'
import type { EmbeddedServer } from '../../../engine/src/store/embedded-server.ts'
import { migrate } from '../../../engine/src/store/migrate.ts'
import { applySchemaChange } from '../../../engine/src/store/schema-change.ts'
import { compiledSnapshot } from '../../support/flow-world.ts'
import { benchFiles, doIt } from './bench-flows.ts'

/** Addresses, as environment of a script. */
export interface Addresses extends Record<string, string> {
  DATABASE_URL: string
  DATABASE_OWNER_URL: string
}

export async function createDatabase(server: EmbeddedServer, name: string): Promise<Addresses> {
  const maintenance = await openDatabase({ url: server.ownerUrl('postgres'), log: silentLog })
  await maintenance.owner.query(`create database ${name}`)
  await maintenance.close()
  return { DATABASE_URL: server.appUrl(name), DATABASE_OWNER_URL: server.ownerUrl(name) }
}

/** A database with the engine's tables, those of the core pack, and one person: bob. */
export async function createFlowDatabase(server: EmbeddedServer, name: string): Promise<Addresses> {
  const addresses = await createDatabase(server, name)
  const database = await openDatabase({
    url: addresses.DATABASE_URL,
    ownerUrl: addresses.DATABASE_OWNER_URL,
    log: silentLog,
  })
  await migrate(database, silentLog)
  const snapshot = await compiledSnapshot(benchFiles, [doIt])
  await applySchemaChange(
    database,
    snapshot.all<EntityModel>('entity').map(d => d.compiled),
    silentLog,
  )
  await insertStarters(database, ['bob'])
  await database.close()
  return addresses
}

/** People of one unit and one position, by these codes; answers their ids. */
export async function insertStarters({ owner }: Pick<Database, 'owner'>, codes: readonly string[]): Promise<string[]> {
  const [unit, position] = [newId(), newId()]
  const people = codes.map(() => newId())
  const system = 'id, version, created_at, updated_at'
  await owner.query(
    `insert into app.org_unit (${system}, code, name, type) values ($1, 1, now(), now(), 'bench', 'bench', 'company')`,
    [unit],
  )
  await owner.query(
    `insert into app."position" (${system}, code, name, roles) values ($1, 1, now(), now(), 'bench', 'bench', '[]')`,
    [position],
  )
  await owner.query(
    `insert into app.person (${system}, code, name, org_unit, "position", active)
     select id, 1, now(), now(), code, code, $3, $4, true from unnest($1::uuid[], $2::text[]) as given (id, code)`,
    [people, codes, unit, position],
  )
  return people
}
