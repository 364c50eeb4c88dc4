import { MikroORM, PostgreSqlDriver } from '@mikro-orm/postgresql'
import { PostgresDialect } from 'kysely'
import pg from 'pg'
import { APP_SCHEMA, mapTables } from './mapping.ts'
import type { TableShape } from './table-shape.ts'

/**
 * What is missing in the database for these tables: SQL statements, one line each, in order. Nothing is ever dropped
 * but constraints and indexes; columns and tables that no definition names any more stay as they are.
 *
 * A module of its own, imported only when a shape has changed: loading MikroORM takes a third of a second.
 */
export async function schemaDifference(
  ownerUrl: string,
  tables: readonly TableShape[],
  lockTimeoutMs: number,
): Promise<string[]> {
  const orm = await MikroORM.init({
    driver: PostgreSqlDriver,
    dbName: decodeURIComponent(new URL(ownerUrl).pathname.slice(1)),
    // A pool of its own, because closing the ORM ends the pool it was given.
    driverOptions: new PostgresDialect({
      pool: new pg.Pool({ connectionString: ownerUrl, max: 2, lock_timeout: lockTimeoutMs }),
    }),
    entities: mapTables(tables),
    ensureDatabase: false,
    discovery: { warnWhenNoEntities: false },
    schemaGenerator: { disableForeignKeys: false },
  })
  try {
    const sql = await orm.schema.getUpdateSchemaSQL({ safe: true, dropTables: false, wrap: false, schema: APP_SCHEMA })
    return sql.split('\n').filter(line => line !== '' && !line.startsWith('create schema'))
  } finally {
    await orm.close()
  }
}
