import type pg from 'pg'

export interface Filling {
  /** A finished run and a waiting one, which are copied with all their rows. */
  finished: string
  waiting: string
  /** The person of the two; the copies go round all of `people`. */
  person: string
  people: readonly string[]
  /** How many runs there are to be. One in ten waits. */
  count: number
}

interface Column {
  name: string
  type: string
}
type Tables = Map<string, Column[]>

/** Copies in one statement: as many rows as one likes in one go, and no more. */
const CHUNK = 50_000

/**
 * Fills the tables of flows with copies of two runs, by sets: the same rows that commands would have written, whatever
 * columns they have. Ids keep their order in time; the copies lie a day and more in the past, a second apart.
 */
export async function fillInstances(owner: pg.Pool, filling: Filling): Promise<void> {
  const client = await owner.connect()
  try {
    const tables = await tablesOf(client)
    // Foreign keys of rows that are copied whole need no check; nothing here must survive a crash.
    await client.query(`set session_replication_role = replica; set synchronous_commit = off`)
    for (const [run, isOurs] of [
      [filling.finished, (n: string) => `${n} % 10 <> 0`],
      [filling.waiting, (n: string) => `${n} % 10 = 0`],
    ] as const) {
      const ids = await idsOf(client, tables, run)
      for (const [table, columns] of tables)
        for (let first = 1; first <= filling.count; first += CHUNK)
          await client.query({
            text: copyOf(table, columns, isOurs('n')),
            values: [ids, filling.person, filling.people, first, Math.min(first + CHUNK - 1, filling.count)],
          })
    }
    await client.query(`set session_replication_role = origin; set synchronous_commit = on`)
    await client.query('vacuum analyze')
    await client.query('checkpoint')
  } finally {
    client.release()
  }
}

/** Tables of flows that have an id of something, with the columns that one writes. */
async function tablesOf(client: pg.PoolClient): Promise<Tables> {
  const { rows } = await client.query<{ table: string; columns: Column[] }>(`
    select c.oid::regclass::text as table,
      json_agg(json_build_object('name', quote_ident(a.attname), 'type', a.atttypid::regtype::text) order by a.attnum) as columns
    from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
    where c.relnamespace = 'flow'::regnamespace and c.relkind in ('r', 'p') and not c.relispartition
      and a.attidentity = '' and a.attgenerated = ''
    group by c.oid having bool_or(a.atttypid = 'uuid'::regtype)`)
  return new Map(rows.map(({ table, columns }) => [table, columns]))
}

/** The ids of everything that belongs to a run: its own, those of its rows, those of their rows. */
async function idsOf(client: pg.PoolClient, tables: Tables, run: string): Promise<string[]> {
  const ids = new Set([run])
  for (let size = 0; size !== ids.size;) {
    size = ids.size
    for (const [table, columns] of tables) {
      if (!columns.some(column => column.name === 'id' && column.type === 'uuid')) continue
      const { rows } = await client.query<{ id: string }>(`select id from ${table} t where ${belongs(columns)}`, [
        [...ids],
      ])
      for (const { id } of rows) ids.add(id)
    }
  }
  return [...ids]
}

const belongs = (columns: readonly Column[]): string =>
  columns.flatMap(({ name, type }) => (type === 'uuid' ? [`t.${name} = any($1::uuid[])`] : [])).join(' or ')

/** $1: ids of the run that is copied, $2: its person, $3: people, $4 and $5: first and last number. */
const copyOf = (table: string, columns: readonly Column[], isOurs: string): string => `
  insert into ${table} (${columns.map(column => column.name).join(', ')})
  select ${columns.map(valueOf).join(', ')}
  from generate_series($4::integer, $5::integer) n
  cross join (select * from ${table} t where ${belongs(columns)}) t
  where ${isOurs} and $2::uuid is not null and $3::uuid[] is not null`

function valueOf({ name, type }: Column): string {
  if (type === 'timestamp with time zone') return `t.${name} - interval '1 day' - ($5 - n) * interval '1 second'`
  if (type !== 'uuid') return `t.${name}`
  return `case when t.${name} = any($1::uuid[]) then (lpad(to_hex(n), 8, '0') || substr(t.${name}::text, 9))::uuid
    when t.${name} = $2::uuid then ($3::uuid[])[1 + n / 10 % cardinality($3::uuid[])] else t.${name} end`
}
