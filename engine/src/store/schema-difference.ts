import { MikroORM, PostgreSqlDriver } from '@mikro-orm/postgresql'
import { DatabaseSchema } from '@mikro-orm/sql'
import { PostgresDialect } from 'kysely'
import pg from 'pg'
import { APP_SCHEMA, mapTables } from './mapping.ts'
import type { TableShape } from './table-shape.ts'

/** It only reads the catalogue; whoever locks that for long is changing tables himself. */
const LOCK_TIMEOUT_MS = 3000

/**
 * What the changed ones of these tables lack in the database: SQL statements, one line each, in order. Nothing is ever dropped
 * but constraints and indexes; columns and tables that no definition names any more stay as they are.
 *
 * A module of its own, imported only when a shape has changed: loading MikroORM takes a third of a second.
 */
export async function schemaDifference(
  ownerUrl: string,
  tables: readonly TableShape[],
  changed: ReadonlySet<string>,
): Promise<string[]> {
  const own = tables.filter(table => changed.has(table.name))
  const referred = tables.filter(table => !changed.has(table.name) && own.some(each => refersTo(each, table.name)))
  const orm = await MikroORM.init({
    driver: PostgreSqlDriver,
    dbName: decodeURIComponent(new URL(ownerUrl).pathname.slice(1)),
    // A pool of its own, because closing the ORM ends the pool it was given.
    driverOptions: new PostgresDialect({ pool: ownPool(ownerUrl) }),
    entities: mapTables([...own, ...referred.map(withoutFields)]),
    ensureDatabase: false,
    discovery: { warnWhenNoEntities: false },
    schemaGenerator: { disableForeignKeys: false, skipTables: referred.map(table => table.name) },
  })
  try {
    const { em, config } = orm
    const [connection, platform] = [em.getConnection(), em.getPlatform()]
    const names = own.map(table => table.name)
    const fromSchema = await DatabaseSchema.create(connection, platform, config, APP_SCHEMA, [APP_SCHEMA], names)
    hideRemoved(fromSchema, own)
    const options = { safe: true, dropTables: false, wrap: false, schema: APP_SCHEMA, fromSchema }
    const sql = await orm.schema.getUpdateSchemaSQL(options)
    return sql.split('\n').filter(line => line !== '' && !line.startsWith('create schema'))
  } finally {
    await orm.close()
  }
}

function ownPool(ownerUrl: string): pg.Pool {
  const pool = new pg.Pool({ connectionString: ownerUrl, max: 2, lock_timeout: LOCK_TIMEOUT_MS })
  // Without handlers a connection that breaks while idle ends the process.
  pool.on('error', () => {})
  pool.on('connect', client => void client.on('error', () => {}))
  return pool
}

const refersTo = ({ columns }: TableShape, name: string): boolean =>
  columns.some(column => column.references?.table === name)

/** It is only named: it fits, and is not looked at. */
const withoutFields = ({ name, title, columns }: TableShape): TableShape => ({
  name,
  title,
  unique: [],
  indexes: [],
  columns: columns.filter(column => column.name === 'id'),
})

/** Beside a column that goes, one that comes with the same type would be taken for it under another name. */
function hideRemoved(schema: DatabaseSchema, tables: readonly TableShape[]): void {
  for (const { name, columns } of tables) {
    const wanted = new Set(columns.map(column => column.name))
    const table = schema.getTable(`${APP_SCHEMA}.${name}`) ?? schema.getTable(name)
    for (const column of table?.getColumns() ?? []) if (!wanted.has(column.name)) table!.removeColumn(column.name)
  }
}
