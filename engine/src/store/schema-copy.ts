import { createHash } from 'node:crypto'
import type pg from 'pg'
import { inShortTransaction } from './short-lock.ts'
import { backward, forward, type ColumnRename, type RecordedCopy } from './schema-rename.ts'
import { quoted } from './statements/identifiers.ts'

/** Rows of one transaction: writers of the same rows wait some milliseconds at most. */
export const BATCH = 1000

export async function readCopies(client: Pick<pg.ClientBase, 'query'>): Promise<RecordedCopy[]> {
  const { rows } = await client.query<RecordedCopy>(
    'select table_name as "table", source, target, state from jw.schema_copy order by table_name, target',
  )
  return rows
}

/**
 * Fills the new column of a renamed field from the old one. A trigger keeps the two equal from now on, so that nodes of
 * the definitions before and after can work side by side; the rows that are there follow in batches. Cut short at any
 * place, the next call goes on.
 */
export async function copyColumn(client: pg.ClientBase, rename: ColumnRename): Promise<void> {
  if (rename.recorded && isUndo(rename) && rename.recorded.state !== 'done') return turnRound(client, rename)
  const { table, source, target } = rename
  await inShortTransaction(client, triggerStatements(rename), { text: START, values: [table, source, target] })
  for (let last = await copiedUpTo(client, rename); last !== 'end';) last = await copyBatch(client, rename, last)
}

/** The trigger has kept both equal: an undone rename needs no copying, only the other direction. */
async function turnRound(client: pg.ClientBase, { table, source, target }: ColumnRename): Promise<void> {
  await client.query(
    `update jw.schema_copy set source = $2, target = $3, state = 'in_step', changed_at = now()
     where table_name = $1 and source = $3 and target = $2`,
    [table, source, target],
  )
}

const isUndo = ({ recorded, source }: ColumnRename): boolean => recorded?.target === source

/** The rename that this one undoes is forgotten. */
const START = `
  with undone as (delete from jw.schema_copy where table_name = $1 and source = $3 and target = $2)
  insert into jw.schema_copy (table_name, source, target) values ($1, $2, $3) on conflict do nothing`

async function copiedUpTo(client: pg.ClientBase, { table, source, target }: ColumnRename): Promise<string | null> {
  const { rows } = await client.query<{ last_id: string | null }>(
    'select last_id from jw.schema_copy where table_name = $1 and source = $2 and target = $3',
    [table, source, target],
  )
  return rows[0]!.last_id
}

async function copyBatch(client: pg.ClientBase, rename: ColumnRename, last: string | null): Promise<string | 'end'> {
  const { table, source, target } = rename
  const values = [last, table, source, target]
  const { rows } = await client.query<{ last_id: string | null }>(batchStatement(rename), values)
  return rows[0]!.last_id ?? 'end'
}

/** One statement, one transaction: the rows of a batch and how far it got. */
function batchStatement(rename: ColumnRename): string {
  const [app, target] = [`app.${quoted(rename.table)}`, quoted(rename.target)]
  const [next, back] = [forward(rename, 't.')!, backward(rename, 't.')]
  return `
    with batch as (
      select id from ${app} where $1::uuid is null or id > $1::uuid order by id limit ${BATCH}),
    filled as (
      update ${app} t set ${target} = ${next} from batch
      where t.id = batch.id and t.${target} is distinct from (${next}) and (${back}) is distinct from t.${quoted(rename.source)}),
    reached as (select (select id from batch order by id desc limit 1) as id)
    update jw.schema_copy c set
      last_id = coalesce(r.id, c.last_id),
      state = case when r.id is null then 'in_step' else c.state end,
      changed_at = now()
    from reached r where c.table_name = $2 and c.source = $3 and c.target = $4
    returning r.id as last_id`
}

/** Who writes one of the two columns writes both. */
function triggerStatements(rename: ColumnRename): string[] {
  const name = quoted(triggerName(rename))
  const [source, target] = [quoted(rename.source), quoted(rename.target)]
  const [next, back] = [forward(rename, 'new.')!, backward(rename, 'new.')]
  return [
    `create or replace function jw.${name}() returns trigger language plpgsql as $body$
     begin
       if tg_op = 'INSERT' then
         if new.${target} is null then new.${target} := ${next};
         elsif (${next}) is distinct from new.${target} then new.${source} := ${back}; end if;
       elsif new.${target} is distinct from old.${target} then
         if (${next}) is distinct from new.${target} then new.${source} := ${back}; end if;
       elsif new.${source} is distinct from old.${source} then new.${target} := ${next};
       end if;
       return new;
     end $body$`,
    `create or replace trigger ${name} before insert or update on app.${quoted(rename.table)}
     for each row execute function jw.${name}()`,
  ]
}

/** Ends the copying of values: from now on the two columns go their own ways. */
export const endOfCopy = (copy: Pick<RecordedCopy, 'table' | 'source' | 'target'>): string[] => {
  // The pair may have been turned round since its trigger was made.
  const turned = { ...copy, source: copy.target, target: copy.source }
  return [copy, turned].flatMap(pair => [
    `drop trigger if exists ${quoted(triggerName(pair))} on app.${quoted(pair.table)}`,
    `drop function if exists jw.${quoted(triggerName(pair))}()`,
  ])
}

/** Names of tables and columns together can be longer than a name may be. */
const triggerName = ({ table, source, target }: Pick<RecordedCopy, 'table' | 'source' | 'target'>): string =>
  `copy_${createHash('sha256').update(`${table} ${source} ${target}`).digest('hex').slice(0, 24)}`
