import { afterAll, beforeAll, expect, test } from 'vitest'
import pg from 'pg'
import {
  loadByDelivery,
  loadByIncident,
  loadByInstance,
  loadByJob,
  loadByScope,
  loadBySubscription,
  loadByTask,
  loadByToken,
  loadRest,
} from '../../engine/src/kinds/flow/run/statements/load-instance.ts'
import { claimFlowJobs, fetchExternalTasks, fetchFunctionCalls } from '../../engine/src/store/statements/flow-jobs.ts'
import type { Statement } from '../../engine/src/runtime/context.ts'
import { testDatabase, type TestDatabase } from '../support/database.ts'

const RUNS = process.env['JINGWEI_LONG'] === undefined ? 5_000 : 1_000_000
let db: TestDatabase
let client: pg.Client

beforeAll(async () => {
  db = await testDatabase()
  client = new pg.Client({ connectionString: db.ownerUrl })
  await client.connect()
  await client.query(`
    insert into flow.instance (id, root_id, definition, version, state, started_at)
      select id, id, 'bulk', 1, 'running', now() from (select gen_random_uuid() as id from generate_series(1, ${RUNS})) i;
    insert into flow.token (id, instance_id, root_id, scope_id, element, state)
      select gen_random_uuid(), id, id, id, 'a', 'waiting' from flow.instance;
    insert into flow.task (id, instance_id, root_id, token_id, element, kind, title, state, round, opened_at)
      select gen_random_uuid(), instance_id, root_id, id, 'a', 'task', 'a', 'open', 1, now() from flow.token;
    insert into flow.participant (id, task_id, person_id, position, state)
      select gen_random_uuid(), id, gen_random_uuid(), 0, 'active' from flow.task;
    insert into flow.job (id, kind, instance_id, root_id, token_id, element, due_at)
      select gen_random_uuid(), 'timer', instance_id, root_id, id, 'a', now() + random() * interval '90 days' from flow.token;
    insert into flow.job (id, kind, instance_id, root_id, token_id, element, due_at, topic)
      select gen_random_uuid(), 'external', instance_id, root_id, id, 'a', now(), 'bulk' from flow.token;
    insert into flow.subscription (id, instance_id, root_id, scope_id, token_id, element, kind, name, definition, created_at)
      select gen_random_uuid(), instance_id, root_id, root_id, id, 'a', 'message', 'm', 'bulk', now() from flow.token;
    insert into flow.incident (id, instance_id, root_id, element, code, message, at)
      select gen_random_uuid(), instance_id, root_id, 'a', 'c', 'm', now() from flow.token;
    analyze flow.instance, flow.token, flow.task, flow.participant, flow.job, flow.subscription, flow.incident;
    set plan_cache_mode = force_generic_plan`)
}, 300_000)
afterAll(async () => {
  await client.end()
  await db.drop()
})

/** Tables that the generic plan of a statement reads from one end to the other. */
async function wholeReads(statement: Statement, types: string): Promise<string[]> {
  await client.query(`prepare looked_at (${types}) as ${statement.text}`)
  const given = types.split(',').map(() => 'null')
  const { rows } = await client.query(`explain (format json) execute looked_at (${given.join()})`)
  await client.query('deallocate looked_at')
  return [...JSON.stringify(rows[0]['QUERY PLAN']).matchAll(/"Seq Scan","[^}]*?"Relation Name":"(\w+)"/g)].map(
    m => m[1]!,
  )
}

test.each([
  ['a task', loadByTask],
  ['an instance', loadByInstance],
  ['a token', loadByToken],
  ['a scope', loadByScope],
  ['a job', loadByJob],
  ['an incident', loadByIncident],
  ['a subscription', loadBySubscription],
  ['a delivery', loadByDelivery],
  ['what was left out', loadRest],
])('a run is loaded by %s without reading a whole table', async (_, statement) => {
  // Of empty tables nothing is known: their plans say nothing.
  const empty = ['scope', 'loop_output', 'compensation']
  expect((await wholeReads(statement, 'uuid')).filter(table => !empty.includes(table))).toEqual([])
})

test.each([
  ['due jobs are claimed', claimFlowJobs, 'text,timestamptz,timestamptz,int'],
  ['external tasks are fetched', fetchExternalTasks, 'text,text[],timestamptz,timestamptz[],int'],
  ['function calls are fetched', fetchFunctionCalls, 'text,text[],timestamptz,timestamptz[],int'],
])('%s without reading a whole table', async (_, statement, types) => {
  expect(await wholeReads(statement, types)).toEqual([])
})
