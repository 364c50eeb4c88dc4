import crypto from 'node:crypto'
import type { FakeClock } from '../base/clock.ts'
import type { FlowGraph } from '../kinds/flow/graph.ts'
import { NeverEnds } from '../kinds/flow/memory/errors.ts'
import type { IdMapping, MigrationProblem } from '../kinds/flow/migrate.ts'
import type { RunningFlow } from '../kinds/flow/run-to-rest.ts'
import { changeRun, RunUnknown } from '../kinds/flow/run/change-run.ts'
import { fetchTasks } from '../kinds/flow/run/external-tasks/fetch-tasks.ts'
import { loadState, readRest } from '../kinds/flow/run/load-state.ts'
import { broadcastByHand, publishByHand } from '../kinds/flow/run/messages/publish-message.ts'
import { planTimerStarts } from '../kinds/flow/run/messages/timer-starts.ts'
import { migrateRuns } from '../kinds/flow/run/migrate-runs.ts'
import { startRun } from '../kinds/flow/run/start-runs.ts'
import { loadByInstance, loadByTask, readInstance } from '../kinds/flow/run/statements/load-instance.ts'
import { startOf } from '../kinds/flow/memory/start-of.ts'
import { rowsOf } from '../kinds/flow/memory/state-rows.ts'
import type { HistoryEntry } from '../kinds/flow/state.ts'
import type { Source } from '../metadata/kind.ts'
import { systemPrincipal } from '../runtime/command-runner.ts'
import type { RunContext } from '../runtime/context.ts'
import type { ExternalEnd, FetchOptions, FlowBackend, MessageOptions, StartOptions } from './flow-backend.ts'
import type { FlowEngineOptions } from './flow-engine.ts'
import { DatabaseNode } from './database-node.ts'
import { FlowTestWrong } from './flow-test-wrong.ts'
import { TestPeople } from './test-people.ts'
import { testDatabase, type TestDatabase } from './test-database.ts'

type Values = Readonly<Record<string, unknown>>
type Options = FlowEngineOptions & { database: string; clock: FakeClock }

/** More acts than this while time goes on are processes that never come to an end. */
const MOST_ACTS = 10_000

/** Runs on PostgreSQL, in a database of their own, through the engine's own commands, jobs and statements. */
export class FlowDatabase implements FlowBackend {
  readonly #options: Options
  readonly #place: TestDatabase
  readonly #people: TestPeople
  #node: DatabaseNode

  private constructor(
    options: Options,
    { place, people, node }: { place: TestDatabase; people: TestPeople; node: DatabaseNode },
  ) {
    this.#options = options
    this.#place = place
    this.#people = people
    this.#node = node
  }

  static async open(options: Options): Promise<FlowDatabase> {
    const { database, organisation = {} } = options
    const place = await testDatabase(database === 'embedded' ? {} : { server: database })
    const people = await TestPeople.create(place.database, organisation)
    return new FlowDatabase(options, { place, people, node: await DatabaseNode.open(place, options) })
  }

  now = (): string => this.#options.clock.now().toISOString()

  async deploy(_: FlowGraph, source: Source): Promise<void> {
    const hash = crypto.createHash('sha256').update(source.text).digest('hex')
    await this.#node.publish({ ...source, hash })
    await this.#do('deploy', ctx => planTimerStarts(ctx))
  }

  async start(process: string, { starter, at, variables, businessKey }: StartOptions): Promise<string> {
    const personId = starter === undefined ? null : await this.#people.idOf(starter)
    const given = { subject: null, variables: { ...variables }, businessKey: businessKey ?? null }
    const started = await this.#node.commands.run(
      { ...systemPrincipal, personId },
      { name: 'testing.start', cause: 'http' },
      ctx => startRun(ctx, this.#startIn(ctx, process, at), given),
    )
    await this.#settle()
    return started.instanceId
  }

  #startIn(ctx: RunContext, process: string, at: string | undefined) {
    const flows = ctx.snapshot.all<FlowGraph>('flow')
    const all = flows.flatMap(({ compiled, version }) =>
      [compiled, ...Object.values(compiled.processes)].map(graph => ({ graph, version, name: compiled.name })),
    )
    const named = (wanted: string) => all.find(({ graph, name }) => (graph.process || name) === wanted)
    const definition = named(process)
    if (definition === undefined) {
      const known = all.map(({ graph, name }) => graph.process || name).join(', ')
      throw new FlowTestWrong(`There is no process "${process}". There are: ${known || 'none'}.`)
    }
    return { definition, at: startOf(definition.graph, at) }
  }

  async runs(): Promise<string[]> {
    const { rows } = await this.#place.database.owner.query<{ id: string }>(
      'select id from flow.instance where parent_id is null order by started_at, id',
    )
    return rows.map(row => row.id)
  }

  async rows(run: string) {
    const state = await this.#node.commands.read(systemPrincipal, async ctx => {
      const found = await loadState(ctx.tx, readInstance, run)
      if (found !== null) await readRest(ctx.tx, found)
      return found
    })
    if (state === null) throw new RunUnknown()
    return this.#people.named({ ...rowsOf(state), history: await this.#history(run) })
  }

  async #history(run: string): Promise<HistoryEntry[]> {
    const { rows } = await this.#place.database.owner.query<HistoryEntry & { at: Date; since: Date | null }>(
      `select instance_id as instance, seq, element, event, at, since, data from flow.history
       where instance_id in (select id from flow.instance where root_id = $1) order by at, instance_id, seq`,
      [run],
    )
    return rows.map(row => ({
      ...row,
      at: new Date(row.at).toISOString(),
      since: row.since === null ? null : new Date(row.since).toISOString(),
    }))
  }

  async command<Answer>(run: string, work: (running: RunningFlow) => Promise<Answer>, task?: string): Promise<Answer> {
    const by = task === undefined ? { statement: loadByInstance, id: run } : { statement: loadByTask, id: task }
    const answer = await this.#do('command', ctx => changeRun(ctx, { ...by, whole: true }, work))
    await this.#settle()
    return answer
  }

  personId = (name: string): Promise<string> => this.#people.idOf(name)

  async publish({ name, key, variables, messageId, timeToLive }: MessageOptions) {
    const message = { name, key: key ?? null, messageId: messageId ?? null, timeToLive: timeToLive ?? null }
    const { duplicate, targets } = await this.#do('publish', ctx =>
      publishByHand(ctx, { ...message, variables: { ...variables } }),
    )
    await this.#settle()
    return { duplicate, targets: targets.length }
  }

  async broadcast(name: string, variables: Values): Promise<void> {
    await this.#do('broadcast', ctx => broadcastByHand(ctx, { name, variables: { ...variables } }))
    await this.#settle()
  }

  async migrate(run: string, mapping: IdMapping): Promise<readonly MigrationProblem[]> {
    const [root] = (await this.rows(run)).instances
    const { items } = await this.#do('migrate', ctx =>
      migrateRuns(ctx, { flow: root!.definition, mapping, instances: [run], apply: true }),
    )
    await this.#settle()
    return items.flatMap(item => item.problems)
  }

  async fetchAndLock(topic: string, { worker = 'worker', lock = 60_000, max = 10 }: FetchOptions) {
    const order = { worker, topics: [{ topic, lockMs: lock }], max }
    const tasks = await this.#node.commands.read(systemPrincipal, ctx => fetchTasks(ctx, order))
    return tasks.map(({ id, instanceId, element, retriesLeft, variables, headers }) => ({
      id,
      run: instanceId,
      element,
      topic,
      retriesLeft,
      variables,
      headers,
      dueAt: this.now(),
      kind: 'external' as const,
      state: 'ready' as const,
    }))
  }

  async finishExternal({ job: id, worker, ...given }: ExternalEnd): Promise<void> {
    const operation = { complete: 'complete-external', fail: 'fail-external', error: 'throw-in-external' }[given.how]
    await this.#do(operation, ctx => ctx.run('flow', '*', operation, { id, worker, ...given }))
    await this.#settle()
  }

  async fireDueJobs(): Promise<number> {
    let fired = 0
    for (let acts = 0; acts < MOST_ACTS; acts++) {
      const now = await this.#node.pump.runOnce()
      if (now === 0) return fired
      fired += now
      await this.#settle()
    }
    throw new NeverEnds()
  }

  async advanceTo(instant: string): Promise<void> {
    const { clock } = this.#options
    for (let acts = 0; acts < MOST_ACTS; acts++) {
      await this.fireDueJobs()
      const due = await this.#nextDue(instant)
      if (due === null) return clock.set(instant)
      clock.set(due)
    }
    throw new NeverEnds()
  }

  /** When something may be done that can't be done now: a job falls due, or the pause after a failure is over. */
  async #nextDue(until: string): Promise<string | null> {
    const { rows } = await this.#place.database.owner.query<{ at: Date | null }>(
      `select min(at) as at
       from flow.job, greatest(due_at, locked_until) as at
       where state = 'ready' and kind <> 'external' and at > $1 and at <= $2`,
      [this.now(), until],
    )
    const at = rows[0]?.at ?? null
    return at === null ? null : new Date(at).toISOString()
  }

  sleepTo = async (instant: string): Promise<void> => this.#options.clock.set(instant)

  kill = (): Promise<void> => this.#node.close()

  async reload(): Promise<void> {
    this.#node = await DatabaseNode.open(this.#place, this.#options)
  }

  async stop(): Promise<void> {
    await this.#node.close()
    await this.#place.drop()
  }

  /** What commands published is delivered at once: only time waits for the test. */
  async #settle(): Promise<void> {
    for (let acts = 0; acts < MOST_ACTS; acts++) {
      const { rows } = await this.#place.database.owner.query<{ id: string; kind: string }>(
        `select j.id, j.kind from flow.job j join flow.message m on m.id = (j.data ->> 'message')::uuid
         where j.kind in ('deliver', 'start') and j.state = 'ready' and j.due_at <= $1 order by m.seq, j.id limit 1`,
        [this.now()],
      )
      if (rows[0] === undefined) return
      const { id: jobId, kind } = rows[0]
      await this.#do('fire-job', ctx => ctx.run('flow', '*', 'fire-job', { jobId, kind }))
    }
    throw new NeverEnds()
  }

  #do<Answer>(name: string, work: (ctx: RunContext) => Promise<Answer>): Promise<Answer> {
    return this.#node.commands.run(systemPrincipal, { name: `testing.${name}`, cause: 'http' }, work)
  }
}
