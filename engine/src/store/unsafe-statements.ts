import type pg from 'pg'

const TYPE_CHANGE = /^alter table "app"\."(\w+)" alter column "(\w+)" type (\S+) /

/** The statements that could alter what rows already hold: changes of a column's type, unless it only widens. */
export async function unsafeStatements(client: pg.ClientBase, statements: readonly string[]): Promise<string[]> {
  const changes = statements.filter(statement => TYPE_CHANGE.test(statement))
  if (changes.length === 0) return []
  const types = await columnTypes(client)
  return changes.filter(statement => {
    const [, table, column, type] = TYPE_CHANGE.exec(statement)!
    return !widens(types.get(`${table}.${column}`) ?? '', type!)
  })
}

async function columnTypes(client: pg.ClientBase): Promise<Map<string, string>> {
  const { rows } = await client.query<{ column: string; type: string }>(
    `select c.relname || '.' || a.attname as column, format_type(a.atttypid, a.atttypmod) as type
     from pg_attribute a join pg_class c on c.oid = a.attrelid join pg_namespace n on n.oid = c.relnamespace
     where n.nspname = 'app' and a.attnum > 0`,
  )
  return new Map(rows.map(row => [row.column, row.type]))
}

/** More digits before and after the point, or an integer that becomes a decimal with room for all of its digits. */
export function widens(from: string, to: string): boolean {
  const [old, next] = [digits(from), digits(to)]
  return old !== null && next !== null && next.before >= old.before && next.after >= old.after
}

function digits(type: string): { before: number; after: number } | null {
  if (type === 'integer') return { before: 10, after: 0 }
  if (type === 'numeric') return { before: Infinity, after: Infinity }
  const [, precision, scale] = /^numeric\((\d+),(\d+)\)$/.exec(type) ?? []
  return precision === undefined ? null : { before: Number(precision) - Number(scale), after: Number(scale) }
}
