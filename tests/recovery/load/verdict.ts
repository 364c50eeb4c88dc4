import type { TestDatabase } from '../../support/database.ts'
import type { Ledger } from './ledger.ts'
import { STEPS } from './order-pack.ts'
import type { OrderTraffic } from './order-traffic.ts'
import type { Receiver } from './receiver.ts'

export interface Seen {
  db: TestDatabase
  ledger: Ledger
  traffic: OrderTraffic
  receiver: Receiver
  orders: number
}

/** Everything that is not as it has to be when all orders are done; empty: nothing was lost, nothing was done twice. */
export async function verdict(seen: Seen): Promise<string[]> {
  const found = await Promise.all([
    runs(seen),
    tallies(seen),
    approvals(seen),
    trail(seen),
    messages(seen),
    signals(seen),
    packings(seen),
    calls(seen),
    leftovers(seen),
  ])
  return [...seen.ledger.faults, ...found.flat()]
}

const rowsOf = async <Row extends object>({ db }: Seen, sql: string, values: unknown[] = []): Promise<Row[]> =>
  (await db.database.owner.query(sql, values)).rows

const keysOf = ({ ledger }: Seen, kind: string): string[] =>
  ledger.acknowledged.filter(each => each.kind === kind).map(each => each.key)

const orderKeys = ({ orders }: Seen): string[] => Array.from({ length: orders }, (_, n) => `order-${n}`)

/** Every order is one run, which has ended; an acknowledged start names it. */
async function runs(seen: Seen): Promise<string[]> {
  const rows = await rowsOf<{ id: string; business_key: string; state: string; outcome: string }>(
    seen,
    'select id, business_key, state, outcome from flow.instance',
  )
  const byKey = Map.groupBy(rows, row => row.business_key)
  const ids = new Map(rows.map(row => [row.id, row.business_key]))
  return [
    ...orderKeys(seen)
      .filter(key => byKey.get(key)?.length !== 1)
      .map(key => `${key} has ${byKey.get(key)?.length ?? 0} runs`),
    ...rows.filter(row => row.state !== 'ended').map(row => `${row.business_key} is ${row.state}`),
    ...rows.filter(row => row.outcome !== 'end').map(row => `${row.business_key} ended at ${row.outcome}`),
    ...seen.ledger.acknowledged
      .filter(each => each.kind === 'start' && ids.get(each.body.instanceId) !== each.key)
      .map(each => `the acknowledged run of ${each.key} is not there`),
  ]
}

/** Each step had its effect once in each run; the reminder as often as the run says. */
async function tallies(seen: Seen): Promise<string[]> {
  const rows = await rowsOf<{ order_key: string; step: string; n: number }>(
    seen,
    'select order_key, step, count(*)::integer as n from public.tally group by 1, 2',
  )
  const counts = new Map(rows.map(row => [`${row.order_key}/${row.step}`, row.n]))
  const reminders = await rowsOf<{ business_key: string; n: number }>(
    seen,
    `select i.business_key, count(h.seq)::integer as n from flow.instance i
     left join flow.history h on h.instance_id = i.id and h.element = 'nag_end' and h.event = 'reached' group by 1`,
  )
  return [
    ...orderKeys(seen)
      .flatMap(key => STEPS.map(step => `${key}/${step}`))
      .filter(key => counts.get(key) !== 1)
      .map(key => `${key} was done ${counts.get(key) ?? 0} times`),
    ...reminders
      .filter(({ business_key, n }) => (counts.get(`${business_key}/nagged`) ?? 0) !== n || n > 2)
      .map(each => `${each.business_key} was reminded ${each.n} times by its history`),
  ]
}

/** One of those who tried was acknowledged. */
async function approvals(seen: Seen): Promise<string[]> {
  const rows = await rowsOf<{ id: string; state: string }>(seen, 'select id, state from flow.task')
  const done = new Set(rows.filter(row => row.state === 'done').map(row => row.id))
  const acknowledged = Map.groupBy(keysOf(seen, 'approve'), id => id)
  return [
    ...rows.filter(row => row.state !== 'done').map(row => `the task ${row.id} is ${row.state}`),
    ...[...acknowledged].filter(([, each]) => each.length !== 1).map(([id]) => `the task ${id} was acknowledged twice`),
    ...[...acknowledged.keys()]
      .filter(id => !done.has(id))
      .map(id => `the acknowledged approval of ${id} is not there`),
  ]
}

/** What has to be in the audit trail of every run, once: what happened, and at which element. */
const ACTS = [
  'flow.started',
  'task.done approve',
  'external_task.completed pack',
  'flow.message_received paid',
  'flow.signal_received go',
  'flow.timer_fired rest',
  'flow.ended',
]

async function trail(seen: Seen): Promise<string[]> {
  const rows = await rowsOf<{ run: string; act: string; n: number }>(
    seen,
    `select changes ->> 'instance' as run, concat_ws(' ', action, case when action not in ('flow.started', 'flow.ended') then changes -> 'element' ->> 'id' end) as act,
       count(*)::integer as n
     from jw.audit_entry where changes ? 'flow' group by 1, 2`,
  )
  const counts = new Map(rows.map(row => [`${row.run} ${row.act}`, row.n]))
  const all = await rowsOf<{ id: string }>(seen, 'select id from flow.instance')
  return all
    .flatMap(({ id }) => ACTS.map(act => `${id} ${act}`))
    .filter(act => counts.get(act) !== 1)
    .map(act => `${act} is ${counts.get(act) ?? 0} times in the audit trail`)
}

/** Each message is there once, however often it was sent, and went to one run. */
async function messages(seen: Seen): Promise<string[]> {
  const rows = await rowsOf<{ message_id: string; n: number; targets: number }>(
    seen,
    `select m.message_id, count(distinct m.id)::integer as n, count(t.message_id)::integer as targets
     from flow.message m left join flow.message_target t on t.message_id = m.id where m.kind = 'message' group by 1`,
  )
  const counts = new Map(rows.map(row => [row.message_id, row]))
  const sent = ['paid', 'ordered'].flatMap(name => keysOf(seen, name).map(key => `${name}-${key}`))
  return [...new Set(sent)]
    .filter(id => counts.get(id)?.n !== 1 || counts.get(id)?.targets !== 1)
    .map(id => `the message ${id} is there ${counts.get(id)?.n ?? 0} times, for ${counts.get(id)?.targets ?? 0} runs`)
}

/** Each signal that was acknowledged is written down once. */
async function signals(seen: Seen): Promise<string[]> {
  const [row] = await rowsOf<{ n: number }>(
    seen,
    `select count(*)::integer as n from jw.audit_entry where action = 'signal.published'`,
  )
  const acknowledged = keysOf(seen, 'signal').length
  return row!.n === acknowledged ? [] : [`${acknowledged} signals were acknowledged, ${row!.n} are there`]
}

/** One task for each order, done by one acknowledged completion. */
async function packings(seen: Seen): Promise<string[]> {
  const acknowledged = keysOf(seen, 'pack')
  return [
    ...orderKeys(seen)
      .filter(key => seen.traffic.packed.get(key)?.size !== 1)
      .map(key => `${key} was packed ${seen.traffic.packed.get(key)?.size ?? 0} times`),
    ...(acknowledged.length === new Set(acknowledged).size ? [] : ['a packing was acknowledged twice']),
  ]
}

/** However often the receiver was called: always with the one key of the order. */
const calls = async (seen: Seen): Promise<string[]> =>
  orderKeys(seen)
    .filter(key => seen.receiver.keys.get(key)?.size !== 1)
    .map(key => `${key} was sent under ${seen.receiver.keys.get(key)?.size ?? 0} keys`)

/** Nothing waits, nothing failed. */
async function leftovers(seen: Seen): Promise<string[]> {
  const rows = await rowsOf<{ what: string; n: number; detail: string | null }>(
    seen,
    ['token', 'scope', 'job', 'subscription', 'incident']
      .map(
        table =>
          `select '${table}' as what, count(*)::integer as n, max(to_jsonb(x)::text) as detail from flow.${table} x`,
      )
      .join(' union all '),
  )
  return rows.filter(row => row.n > 0).map(row => `${row.n} rows are left in flow.${row.what}: ${row.detail}`)
}
