import { FakeClock } from '../../../base/clock.ts'
import { JingweiError } from '../../../base/errors.ts'
import { completeJob, failJob, fireJob, throwInJob } from '../actions.ts'
import type { FlowGraph } from '../graph.ts'
import type { RunningFlow } from '../kernel/running-flow.ts'
import { applyMigration, planMigration, type IdMapping, type MigrationProblem } from '../migrate.ts'
import type { CalledProcess, CalledQuestion, FlowPorts } from '../ports.ts'
import type { Instance, Job } from '../state.ts'
import { addDuration } from '../timer/duration.ts'
import { DeployedGraphs, nameOf, type Deployed } from './deployed-graphs.ts'
import { NeverEnds, UnknownProcess } from './errors.ts'
import type { FlowEnvironment } from './flow-environment.ts'
import { MemoryRuns, type StartOrder } from './memory-runs.ts'
import type { NewMessage } from './message-board.ts'
import { numberedIds } from './numbered-ids.ts'
import { organisationDirectory } from './organisation.ts'
import { Post } from './post.ts'
import { startOf } from './start-of.ts'
import { StartTimers } from './start-timers.ts'
import { WorkerLocks, type Fetch } from './worker-locks.ts'

type Values = Readonly<Record<string, unknown>>

/** More acts than this while time goes on are processes that never come to an end. */
const MOST_ACTS = 10_000

/** Pause before a failed job is tried again when its element names none. */
const DEFAULT_PAUSE = 'PT10S'

/**
 * Many runs of many flows without a database: the same files run them, rows are kept in memory, time stands still until it is
 * turned on. Messages and signals are delivered when their command is over; jobs wait to be fired.
 */
export class FlowWorld {
  readonly clock: FakeClock
  readonly runs: MemoryRuns
  readonly #environment: FlowEnvironment
  readonly #graphs = new DeployedGraphs()
  readonly #post: Post
  readonly #starts = new StartTimers()
  readonly #locks = new WorkerLocks()

  constructor(environment: FlowEnvironment = {}) {
    this.#environment = environment
    this.clock = environment.clock ?? new FakeClock('2026-01-05T09:00:00+08:00')
    const world = { graphs: this.#graphs, now: this.#now, recording: environment.recording ?? false }
    const watch: RunningFlow['watch'] = environment.watch && ((effect, running) => environment.watch!(effect, running))
    this.runs = new MemoryRuns({ ...world, newId: this.#newId, portsFor: run => this.#portsFor(run), watch })
    this.#post = new Post({ ...world, runs: this.runs })
  }

  /** From now on this is the present version of the flow and of the other processes of its text. Answers its number. */
  deploy(graph: FlowGraph): number {
    const version = this.#graphs.add(graph)
    for (const each of [graph, ...Object.values(graph.processes)]) this.#starts.add(nameOf(each), each, this.#now())
    return version
  }

  /** By the name of a flow or the id of a process; `at`: a start event, default the one without event. Answers the run's id. */
  async start(process: string, { at, ...order }: StartOrder & { at?: string } = {}): Promise<string> {
    const deployed = this.#graphs.named(process)
    if (deployed === undefined) {
      const known = this.#graphs.present().map(({ graph }) => nameOf(graph))
      throw new UnknownProcess(process, known)
    }
    return this.#command(() => this.runs.begin(deployed, startOf(deployed.graph, at), order))
  }

  /** One command: all of it, or nothing. */
  command<Answer>(run: string, work: (running: RunningFlow) => Promise<Answer>): Promise<Answer> {
    return this.#command(() => this.runs.change(run, work))
  }

  publish(message: NewMessage): Promise<{ duplicate: boolean; targets: number }> {
    return this.#command(() => this.#post.publish(message))
  }

  broadcast(name: string, variables: Values = {}): Promise<void> {
    return this.#command(() => this.#post.broadcast(name, variables, null))
  }

  async #command<Answer>(work: () => Promise<Answer>): Promise<Answer> {
    try {
      const answer = await work()
      await this.#post.settle()
      return answer
    } catch (error) {
      this.#post.forget()
      throw error
    }
  }

  /** Moves a run to the present version of its flow; answers why it can't be moved. */
  async migrate(run: string, mapping: IdMapping = {}): Promise<readonly MigrationProblem[]> {
    const { definition, process } = this.runs.get(run).running.state.instance
    const target = this.#graphs.present().find(({ graph }) => graph.name === definition && graph.process === process)!
    return this.command(run, async running => {
      const between = { old: running.graph, next: target.graph, mapping }
      const plan = planMigration(running.state, between)
      if (plan.problems.length > 0) return plan.problems
      running.graph = target.graph
      await applyMigration(running, plan, { ...between, version: target.version, snapshot: null })
      return []
    })
  }

  /** As if the process had been killed: everything is written as JSON and read again. */
  reload(): void {
    this.runs.reload()
  }

  // ── time and jobs ──

  /** What is due now: timers, asynchronous continuations, starts. Answers how many. */
  async fireDueJobs(): Promise<number> {
    for (let fired = 0; fired < MOST_ACTS; fired++) if (!(await this.#fireNext())) return fired
    throw new NeverEnds()
  }

  /** Time goes on; what falls due on the way happens at its time. */
  async advanceTo(instant: string): Promise<void> {
    for (let acts = 0; acts < MOST_ACTS; acts++) {
      const due = [this.#dueJobs(instant)[0]?.job.dueAt, this.#starts.next(instant)].filter(at => at !== undefined)
      const [next] = due.sort()
      if (next === undefined) return this.clock.set(instant)
      if (next > this.#now()) this.clock.set(next)
      await this.#fireNext()
    }
    throw new NeverEnds()
  }

  async #fireNext(): Promise<boolean> {
    const start = this.#starts.take(this.#now())
    if (start !== undefined) {
      await this.start(start.process, { at: start.element })
      return true
    }
    const next = this.#dueJobs(this.#now())[0]
    if (next === undefined) return false
    await this.fireJob(next.run, next.job)
    return true
  }

  #dueJobs(until: string): { run: string; job: Job }[] {
    const due = this.runs
      .awake()
      .flatMap(([run, { state }]) =>
        state.jobs.where(job => job.state === 'ready' && job.dueAt <= until && isOurs(job)).map(job => ({ run, job })),
      )
    return due.sort((a, b) => (a.job.dueAt < b.job.dueAt ? -1 : a.job.dueAt > b.job.dueAt ? 1 : 0))
  }

  /** A job that fails is tried again later, until it is an incident. */
  async fireJob(run: string, job: Job): Promise<void> {
    try {
      await this.command(run, running => this.#carryOut(job, running))
    } catch (error) {
      await this.command(run, running => this.#failed(job, error, running))
    }
  }

  async #carryOut(job: Job, running: RunningFlow): Promise<void> {
    if (job.kind !== 'external') return void (await fireJob(running, job.id))
    const result = await this.#environment.call?.(job.topic!.slice(FUNCTION.length), { ...job.data?.variables })
    await completeJob(running, job.id, { variables: result as Values, result })
  }

  async #failed(job: Job, error: unknown, running: RunningFlow): Promise<void> {
    const code = error instanceof JingweiError ? error.code : 'flow.job_failed'
    const message = error instanceof Error ? error.message : String(error)
    await this.#attemptFailed(job, running, { code, message })
  }

  async #attemptFailed(
    job: Job,
    running: RunningFlow,
    failure: { code: string; message: string; retriesLeft?: number; pauseMs?: number },
  ): Promise<void> {
    const retriesLeft = failure.retriesLeft ?? job.retriesLeft - 1
    if (retriesLeft <= 0) return failJob(running, job.id, { ...failure, lasting: false })
    const pauses = job.data?.pauses ?? []
    const attempts = Math.max(0, pauses.length - retriesLeft)
    const pause = pauses[Math.min(attempts, pauses.length - 1)] ?? DEFAULT_PAUSE
    const now = this.#now()
    const dueAt =
      failure.pauseMs === undefined
        ? addDuration(now, pause, 1)
        : new Date(Date.parse(now) + failure.pauseMs).toISOString()
    running.state.jobs.change(job.id, { retriesLeft, dueAt })
  }

  // ── workers outside ──

  fetchAndLock(topic: string, { worker = 'worker', lock = 60_000, max = 10 }: Partial<Fetch> = {}) {
    return this.#locks.fetch(this.runs, topic, { worker, lock, max, now: this.clock.now() })
  }

  /** Throws LockLost when the task is not his (any more). */
  async completeExternal(run: string, job: string, { worker = 'worker', variables = {} }: Ending = {}): Promise<void> {
    await this.#finish({ run, job, worker }, running => completeJob(running, job, { variables }))
  }

  async throwInExternal(
    run: string,
    job: string,
    { worker = 'worker', ...error }: Ending & { code: string; message?: string },
  ): Promise<void> {
    await this.#finish({ run, job, worker }, running => throwInJob(running, job, error))
  }

  async failExternal(
    run: string,
    id: string,
    failure: { worker?: string; message: string; retriesLeft?: number; pauseMs?: number },
  ): Promise<void> {
    await this.#finish({ run, job: id, worker: failure.worker ?? 'worker' }, async running => {
      const job = running.state.jobs.get(id)
      if (job !== undefined) await this.#attemptFailed(job, running, { code: 'external_task.failed', ...failure })
    })
  }

  async #finish(
    { run, job, worker }: { run: string; job: string; worker: string },
    work: (running: RunningFlow) => Promise<unknown>,
  ): Promise<void> {
    this.#locks.check(job, worker, this.clock.now())
    await this.command(run, work)
    this.#locks.release(job)
  }

  // ── ports ──

  #portsFor(run: string): FlowPorts {
    const environment = this.#environment
    return {
      now: () => this.clock.now(),
      newId: this.#newId,
      people: environment.people ?? organisationDirectory(environment.organisation ?? {}),
      record: async instance => structuredClone(environment.record?.(instance) ?? null),
      starter: async instance => environment.starter?.(instance) ?? starterOf(instance),
      evaluate: async question => environment.evaluate?.(question) ?? { outputs: null },
      call: async ({ function: name, input }) => environment.call?.(name, input),
      notify: async (task, people) => environment.notify?.(task, people),
      called: async (question, by) => this.#called(question, by),
      publish: async message => this.#post.publishLater(message),
      broadcast: async ({ name, variables }) => this.#post.broadcastLater(name, variables, run),
      loadRest: async () => {},
      calendar: async name => environment.calendar?.(name) ?? null,
    }
  }

  #called({ process, version }: CalledQuestion, by: Instance): CalledProcess | { fault: string } {
    const number = version !== null && /^\d+$/.test(version) ? Number(version) : null
    const found = this.#graphs.called(process, number, by) ?? this.#fetched(process)
    if (found === undefined) return { fault: `There is no process "${process}".` }
    return { definition: found.graph.name, version: found.version, snapshot: null, graph: found.graph }
  }

  #fetched(process: string): Deployed | undefined {
    const graph = this.#environment.flow?.(process)
    return graph && { graph, version: this.deploy(graph) }
  }

  #newId = numberedIds()
  #now = (): string => this.clock.now().toISOString()
}

interface Ending {
  worker?: string
  variables?: Values
}

const starterOf = ({ starter }: Instance) => (starter === null ? null : { id: starter, name: starter })

/** Functions with effects outside are external tasks that the engine works off itself. */
const FUNCTION = 'function:'

const isOurs = (job: Job): boolean => job.kind !== 'external' || job.topic?.startsWith(FUNCTION) === true
