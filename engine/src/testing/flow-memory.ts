import type { FakeClock } from '../base/clock.ts'
import type { FlowGraph } from '../kinds/flow/graph.ts'
import type { FlowEnvironment } from '../kinds/flow/memory/flow-environment.ts'
import { FlowWorld } from '../kinds/flow/memory/flow-world.ts'
import { rowsOf } from '../kinds/flow/memory/state-rows.ts'
import type { IdMapping } from '../kinds/flow/migrate.ts'
import type { RunningFlow } from '../kinds/flow/run-to-rest.ts'
import type { ExternalEnd, FetchOptions, FlowBackend, MessageOptions, StartOptions } from './flow-backend.ts'
import { jobView } from './views-of-rows.ts'

/** Runs in memory: nothing to install, and the fastest. Killing it throws everything away but a JSON text of the rows. */
export class FlowMemory implements FlowBackend {
  readonly #world: FlowWorld
  readonly #clock: FakeClock

  constructor(environment: FlowEnvironment & { clock: FakeClock }) {
    this.#clock = environment.clock
    this.#world = new FlowWorld(environment)
  }

  now = (): string => this.#clock.now().toISOString()

  async deploy(graph: FlowGraph): Promise<void> {
    this.#world.deploy(graph)
  }

  start(process: string, { starter, businessKey, ...rest }: StartOptions): Promise<string> {
    return this.#world.start(process, { ...rest, starter: starter ?? null, businessKey: businessKey ?? null })
  }

  runs = async (): Promise<string[]> => [...this.#world.runs.all.keys()]

  async rows(run: string) {
    const { running, history } = this.#world.runs.get(run)
    return { ...rowsOf(running.state), history }
  }

  command<Answer>(run: string, work: (running: RunningFlow) => Promise<Answer>): Promise<Answer> {
    return this.#world.command(run, work)
  }

  personId = async (name: string): Promise<string> => name

  publish({ name, key, variables, messageId, timeToLive }: MessageOptions) {
    return this.#world.publish({
      name,
      key: key ?? null,
      messageId: messageId ?? null,
      timeToLive: timeToLive ?? null,
      variables: variables ?? {},
    })
  }

  broadcast(name: string, variables: Readonly<Record<string, unknown>>): Promise<void> {
    return this.#world.broadcast(name, variables)
  }

  async fetchAndLock(topic: string, options: FetchOptions) {
    return this.#world.fetchAndLock(topic, options).map(({ run, job }) => ({ ...jobView(job), run }))
  }

  async finishExternal(given: ExternalEnd): Promise<void> {
    const { run, job, worker } = given
    if (given.how === 'complete')
      return this.#world.completeExternal(run, job, { worker, ...(given.variables && { variables: given.variables }) })
    if (given.how === 'error') {
      const { code, message, variables } = given
      const rest = { ...(message !== undefined && { message }), ...(variables && { variables }) }
      return this.#world.throwInExternal(run, job, { worker, code, ...rest })
    }
    const { message, retriesLeft, retryInMs } = given
    const rest = {
      ...(retriesLeft !== undefined && { retriesLeft }),
      ...(retryInMs !== undefined && { pauseMs: retryInMs }),
    }
    return this.#world.failExternal(run, job, { worker, message, ...rest })
  }

  migrate = (run: string, mapping: IdMapping) => this.#world.migrate(run, mapping)
  fireDueJobs = (): Promise<number> => this.#world.fireDueJobs()
  advanceTo = (instant: string): Promise<void> => this.#world.advanceTo(instant)
  sleepTo = async (instant: string): Promise<void> => this.#clock.set(instant)
  kill = async (): Promise<void> => this.#world.reload()
  reload = async (): Promise<void> => {}
  stop = async (): Promise<void> => {}
}
