import pg from 'pg'
import { AppRoleMissing } from './store-errors.ts'
import type { Database } from './database.ts'

/**
 * Lets the user of DATABASE_URL do what the role `jingwei_app` may do. Does nothing where one role does everything,
 * or where it is already so. Throws AppRoleMissing.
 */
export async function grantToApp(client: pg.ClientBase, database: Database): Promise<void> {
  if (database.singleRole) return
  const user = await appUser(database)
  const { rows } = await client.query<State>(STATE, [user])
  const state = rows[0]!
  if (!state.exists) throw new AppRoleMissing()
  if (!state.granted) await client.query('select jw.grant_to_app()')
  if (!state.member) await client.query(`grant jingwei_app to ${pg.escapeIdentifier(user)}`)
}

interface State {
  exists: boolean
  granted: boolean
  member: boolean
}

/** The role may be younger than the tables: it was made by hand after a time with one role. */
const STATE = `
  select role.oid is not null as exists,
         coalesce(has_schema_privilege(role.oid, 'jw', 'usage'), false) as granted,
         coalesce(pg_has_role($1::name, role.oid, 'usage'), false) as member
  from (select 1) one left join pg_roles role on role.rolname = 'jingwei_app'`

async function appUser(database: Database): Promise<string> {
  const { rows } = await database.app.query<{ user: string }>('select current_user as user')
  return rows[0]!.user
}
