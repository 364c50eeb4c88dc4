import type { Statement } from '../../../../runtime/context.ts'
import { rawRow } from '../rows/read-rows.ts'
import {
  compensations,
  incidents,
  instances,
  jobs,
  outputs,
  participants,
  scopes,
  subscriptions,
  tasks,
  tokens,
} from '../rows/tables.ts'

interface Loading {
  /** Gives root_id and iteration_id of what $1 names. */
  asked: string
  lock?: boolean
  /** $1 is a task, which is loaded also when it is closed. */
  task?: boolean
  /** $1 is a job: who holds it is read under a lock of its row. */
  held?: boolean
}

/**
 * Locks the root instance (nothing else of a run is ever locked for long) and reads, in one round trip, the run and the runs
 * that it called; of multi-instance activities only the iterations around what $1 names. `whole`: nothing was left out.
 * A reader that had to wait for the lock sees the instance fresh and the rest as it was before the wait: `seen` then differs
 * from the instance's `sequence`, and the same statement has to run again under the lock.
 */
const loading = (name: string, { asked, lock = true, task = false, held = false }: Loading): Statement => ({
  name,
  text: `
    with recursive asked as materialized (${asked}),
    root as materialized (select * from flow.instance where id = (select root_id from asked)${lock ? ' for update' : ''}),
    around (id) as (
      select iteration_id from asked where iteration_id is not null
      union all
      select body.iteration_id from around join flow.scope s on s.id = around.id join flow.scope body on body.id = s.parent_id
      where body.iteration_id is not null
    ),
    part as materialized (select array(select root_id from asked union all select id from around) as ids),
    opened as materialized (
      select array(
        select t.id from flow.token k join flow.task t on t.token_id = k.id and t.state = 'open' where ${inPart('k')}
        ${task ? 'union select $1::uuid' : ''}
      ) as ids
    )
    ${held ? ', held as materialized (select j.locked_by, j.locked_until from root r join flow.job j on j.id = $1 for update of j)' : ''}
    select ${rawRow(instances, 'i')} as instance,
      (select sequence from flow.instance s where s.id = i.id) as seen,
      not exists (select from flow.scope s where s.root_id = i.id and s.kind = 'iteration' and s.id <> all ((select ids from part)::uuid[]))
        and not exists (select from flow.loop_output o where o.root_id = i.id) as whole,
      (select json_agg(${rawRow(instances, 'c')} order by c.id) from flow.token k
         join flow.instance c on c.parent_token = k.id and c.state in ('running', 'incident') where ${inPart('k')}) as called,
      ${rowsOf(scopes, 's')} as scopes,
      ${rowsOf(tokens, 'k')} as tokens,
      (select json_agg(${rawRow(tasks, 't')} order by t.id) from flow.task t where t.id = any ((select ids from opened)::uuid[])) as tasks,
      (select json_agg(${rawRow(participants, 'p')} order by p.task_id, p.position) from flow.participant p
         where p.task_id = any ((select ids from opened)::uuid[])) as participants,
      ${rowsOf(jobs, 'j')} as jobs,
      ${rowsOf(subscriptions, 'u')} as subscriptions,
      ${rowsOf(compensations, 'd')} as compensations,
      (select json_agg(${rawRow(incidents, 'n')} order by n.id) from flow.incident n
         where n.root_id = i.id and n.resolved_at is null) as incidents,
      (${approvalsOf('i')}) as approvals
      ${held ? ', (select json_build_array(locked_by, locked_until) from held) as held' : ''}
    from root i`,
})

const inPart = (alias: string): string =>
  `${alias}.root_id = (select root_id from asked) and coalesce(${alias}.iteration_id, ${alias}.root_id) = any ((select ids from part)::uuid[])`

const rowsOf = (
  table: typeof scopes | typeof tokens | typeof jobs | typeof subscriptions | typeof compensations,
  alias: string,
): string =>
  `(select json_agg(${rawRow(table as typeof tokens, alias)} order by ${alias}.id) from ${table.name} ${alias} where ${inPart(alias)})`

/** Approvals that count in the present round, in the order in which they were complete. */
const approvalsOf = (root: string): string => `
  select json_agg(json_build_object('element', t.element, 'people', t.people) order by t.done_at, t.id)
  from (select t.element, t.done_at, t.id, json_agg(p.person_id order by p.position) as people
    from flow.task t join flow.instance o on o.id = t.instance_id and o.round = t.round
      join flow.participant p on p.task_id = t.id and p.state in ('approved', 'skipped')
    where t.root_id = ${root}.id and t.kind = 'approval' and t.state = 'done' and t.outcome = 'approve'
    group by t.id) t`

const BY_INSTANCE =
  'select i.root_id, k.iteration_id from flow.instance i left join flow.token k on k.id = i.parent_token where i.id = $1'
const ofRow = (table: string): string => `select root_id, iteration_id from ${table} where id = $1`

export const loadByInstance = loading('flow-load-by-instance', { asked: BY_INSTANCE })
export const loadByTask = loading('flow-load-by-task', {
  asked:
    'select t.root_id, k.iteration_id from flow.task t left join flow.token k on k.id = t.token_id where t.id = $1',
  task: true,
})
export const loadByToken = loading('flow-load-by-token', { asked: ofRow('flow.token') })
export const loadByScope = loading('flow-load-by-scope', { asked: ofRow('flow.scope') })
export const loadByJob = loading('flow-load-by-job', { asked: ofRow('flow.job'), held: true })
export const loadByIncident = loading('flow-load-by-incident', { asked: ofRow('flow.incident') })
export const loadBySubscription = loading('flow-load-by-subscription', { asked: ofRow('flow.subscription') })
/** $1: a job that brings something to a subscription. */
export const loadByDelivery = loading('flow-load-by-delivery', {
  asked: `select s.root_id, s.iteration_id from flow.job j join flow.subscription s on s.id = (j.data ->> 'subscription')::uuid where j.id = $1`,
})

/** To look at a run only. */
export const readInstance = loading('flow-read-instance', { asked: BY_INSTANCE, lock: false })

const ofRoot = (table: typeof tokens, alias: string, more = ''): string =>
  `(select json_agg(${rawRow(table, alias)} order by ${alias}.id) from ${table.name} ${alias} where ${alias}.root_id = $1${more})`

/** $1: root. All that belongs to the run, with the iterations that were left out before, and what they gave. */
export const loadRest: Statement = {
  name: 'flow-load-rest',
  text: `
    with opened as materialized (
      select t.id from flow.token k join flow.task t on t.token_id = k.id and t.state = 'open' where k.root_id = $1
    )
    select ${ofRoot(instances as never, 'c', ` and c.parent_id is not null and c.state in ('running', 'incident')`)} as called,
      ${ofRoot(scopes as never, 's')} as scopes,
      ${ofRoot(outputs as never, 'o')} as outputs,
      ${ofRoot(tokens, 'k')} as tokens,
      (select json_agg(${rawRow(tasks, 't')} order by t.id) from flow.task t join opened using (id)) as tasks,
      (select json_agg(${rawRow(participants, 'p')} order by p.task_id, p.position) from flow.participant p join opened on opened.id = p.task_id) as participants,
      ${ofRoot(jobs as never, 'j')} as jobs,
      ${ofRoot(subscriptions as never, 'u')} as subscriptions,
      ${ofRoot(compensations as never, 'd')} as compensations,
      ${ofRoot(incidents as never, 'n', ' and n.resolved_at is null')} as incidents`,
}
