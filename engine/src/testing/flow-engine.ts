import { FakeClock } from '../base/clock.ts'
import type { WorkingCalendar } from '../base/working-calendar/working-calendar.ts'
import { compileAlone } from '../kinds/flow/memory/compile-alone.ts'
import type { Organisation } from '../kinds/flow/memory/organisation.ts'
import { addDuration } from '../kinds/flow/timer/duration.ts'
import { hasErrors, type Diagnostic } from '../metadata/diagnostic.ts'
import type { FetchOptions, FlowBackend, MessageOptions, StartOptions } from './flow-backend.ts'
import { FlowMemory } from './flow-memory.ts'
import { FlowTestRun } from './flow-run.ts'
import { FlowTestWrong } from './flow-test-wrong.ts'
import type { Deployment, DeploymentNote, JobView } from './flow-views.ts'
import { givenFunctions, givenRuleSets } from './given-functions.ts'
import { readText } from './read-text.ts'

type Values = Readonly<Record<string, unknown>>

export interface FlowEngineOptions {
  /**
   * `embedded` (default): a PostgreSQL of its own, and the engine's real commands. A URL (of a superuser): the same on that server.
   * `memory`: no database, and fastest.
   */
  database?: 'memory' | 'embedded' | (string & {})
  /** Where its clock stands, ISO 8601. Default 2026-03-02T01:00:00Z, a Monday morning in Shanghai. */
  now?: string
  /** What flows may call, by name (`<module>.<function>`). */
  functions?: Readonly<Record<string, (input: Record<string, unknown>) => unknown>>
  /** What rule sets decide, by name. */
  ruleSets?: Readonly<Record<string, (inputs: Record<string, unknown>) => unknown>>
  /** Units and people whom tasks may be given to; others may be named too, their tasks wait for anybody. */
  organisation?: Organisation
  calendars?: Readonly<Record<string, WorkingCalendar>>
}

const MONDAY_MORNING = '2026-03-02T01:00:00.000Z'

/** Starts an engine for tests: its clock stands still until it is moved, its jobs wait until they are fired. */
export async function startFlowEngine(options: FlowEngineOptions = {}): Promise<FlowTestEngine> {
  const clock = new FakeClock(options.now ?? MONDAY_MORNING)
  const { database = 'embedded' } = options
  if (database !== 'memory') {
    const { FlowDatabase } = await import('./flow-database.ts')
    return new FlowTestEngine(await FlowDatabase.open({ ...options, database, clock }), options)
  }
  const { functions = {}, ruleSets = {}, organisation = {}, calendars = {} } = options
  const memory = new FlowMemory({
    clock,
    organisation,
    call: (name, input) => functions[name]?.(input),
    evaluate: async ({ ruleSet, inputs }) => ({ outputs: (await ruleSets[ruleSet]?.(inputs)) ?? null }),
    calendar: name => calendars[name] ?? null,
  })
  return new FlowTestEngine(memory, options)
}

/** What `fetchAndLock` gives a worker. */
export interface FetchedTask extends JobView {
  worker: string
}

export class FlowTestEngine {
  readonly #backend: FlowBackend
  readonly #options: FlowEngineOptions
  #killed = false

  constructor(backend: FlowBackend, options: FlowEngineOptions) {
    this.#backend = backend
    this.#options = options
  }

  /** The instant at which its clock stands. */
  get now(): string {
    return this.#backend.now()
  }

  /**
   * A BPMN text, or the path of a file that ends with `.bpmn` or `.xml`; foreign models too. Deployed again it is the next
   * version. Never throws for what stands in the text: faults are listed, and nothing is deployed then.
   */
  async deploy(textOrFile: string, { name }: { name?: string } = {}): Promise<Deployment> {
    const { text, file } = await readText(textOrFile)
    const { graph, source, diagnostics } = await compileAlone(text, {
      file: name ?? file,
      functions: givenFunctions(this.#options.functions ?? {}),
      sources: givenRuleSets(this.#options.ruleSets ?? {}),
    })
    const notes = (severity: Diagnostic['severity']) => diagnostics.filter(d => d.severity === severity).map(noteOf)
    if (graph === undefined || source === undefined || hasErrors(diagnostics))
      return { processes: [], faults: notes('error'), warnings: notes('warning') }
    await this.#awake().deploy(graph, source)
    return { processes: [graph.name, ...Object.keys(graph.processes)], faults: [], warnings: notes('warning') }
  }

  /** By the id of a process. */
  async start(process: string, options: StartOptions = {}): Promise<FlowTestRun> {
    return this.run(await this.#awake().start(process, options))
  }

  run = (id: string): FlowTestRun => new FlowTestRun(id, this.#backend)

  /** All runs that nobody called, in the order of their beginning: messages, signals and timers start some too. */
  async runs(): Promise<FlowTestRun[]> {
    return (await this.#awake().runs()).map(id => this.run(id))
  }

  /** To whoever waits for it, or begins with it. It is kept for those who come later. */
  correlate(message: MessageOptions): Promise<{ duplicate: boolean; targets: number }> {
    return this.#awake().publish(message)
  }

  signal(name: string, variables: Values = {}): Promise<void> {
    return this.#awake().broadcast(name, variables)
  }

  async fetchAndLock(topic: string, options: FetchOptions = {}): Promise<FetchedTask[]> {
    const worker = options.worker ?? 'worker'
    const fetched = await this.#awake().fetchAndLock(topic, { ...options, worker })
    return fetched.map(task => ({ ...task, worker }))
  }

  async completeExternal({ run, id, worker }: FetchedTask, variables: Values = {}): Promise<void> {
    await this.#awake().finishExternal({ how: 'complete', run, job: id, worker, variables })
  }

  async failExternal(
    { run, id, worker }: FetchedTask,
    failure: { message: string; retriesLeft?: number; retryInMs?: number },
  ): Promise<void> {
    await this.#awake().finishExternal({ how: 'fail', run, job: id, worker, ...failure })
  }

  /** A BPMN error, which the flow can catch. */
  async throwError(
    { run, id, worker }: FetchedTask,
    error: { code: string; message?: string; variables?: Values },
  ): Promise<void> {
    await this.#awake().finishExternal({ how: 'error', run, job: id, worker, ...error })
  }

  /** Timers, asynchronous continuations and starts that are due now. Answers how many. */
  fireDueJobs(): Promise<number> {
    return this.#awake().fireDueJobs()
  }

  /** An ISO 8601 duration, or an instant. What falls due on the way happens at its time. */
  async advance(by: string): Promise<void> {
    await this.#awake().advanceTo(this.#instant(by))
  }

  /** Time goes on and nothing happens, as if the engine were down. */
  async sleep(by: string): Promise<void> {
    await this.#backend.sleepTo(this.#instant(by))
  }

  /** Throws all memory of the engine away; what was committed stays. */
  async kill(): Promise<void> {
    this.#killed = true
    await this.#backend.kill()
  }

  /** Starts it again, killed or not. */
  async reload(): Promise<void> {
    if (!this.#killed) await this.kill()
    await this.#backend.reload()
    this.#killed = false
  }

  stop = (): Promise<void> => this.#backend.stop()

  #instant(by: string): string {
    const at = by.startsWith('P') ? addDuration(this.now, by, 1) : new Date(by).toISOString()
    if (at < this.now) throw new FlowTestWrong(`${by} lies before ${this.now}: time does not go back.`)
    return at
  }

  #awake(): FlowBackend {
    if (this.#killed) throw new FlowTestWrong('The engine was killed. Call reload() first.')
    return this.#backend
  }
}

const noteOf = ({ code, message, line, column, elementId }: Diagnostic): DeploymentNote => ({
  code,
  message,
  line,
  column,
  ...(elementId !== undefined && { element: elementId }),
})
