import * as doors from '../kinds/flow/actions.ts'
import type { StateRows } from '../kinds/flow/state.ts'
import type { FlowBackend } from './flow-backend.ts'
import { FlowTestWrong } from './flow-test-wrong.ts'
import type {
  HistoryView,
  IncidentView,
  JobView,
  OutcomeView,
  RunView,
  ScopeView,
  SubscriptionView,
  TaskView,
  TokenView,
} from './flow-views.ts'
import * as views from './views-of-rows.ts'

type Values = Readonly<Record<string, unknown>>

export interface CompleteOptions {
  variables?: Values
  /** Acts as this person, who must be asked; absent: as an administrator, whoever was asked. */
  by?: string
  /** Of an approval: approve (default), reject, return. */
  outcome?: string
  opinion?: string
}

/** One run of a process, with those that it called. All questions are answered from what is kept, never from memory of the test. */
export class FlowTestRun {
  readonly id: string
  readonly #backend: FlowBackend

  constructor(id: string, backend: FlowBackend) {
    this.id = id
    this.#backend = backend
  }

  // ── questions ──

  /** Open tasks, in the order of their opening; `element` narrows. */
  async tasks(element?: string): Promise<TaskView[]> {
    const all = views.tasks(await this.#rows())
    return element === undefined ? all : all.filter(task => task.element === element)
  }

  /** What is waited for from outside: messages, signals, conditions and timers. */
  subscriptions = async (): Promise<SubscriptionView[]> => views.subscriptions(await this.#rows())
  /** Timers, asynchronous continuations and external tasks. */
  jobs = async (): Promise<JobView[]> => views.jobs(await this.#rows())
  tokens = async (): Promise<TokenView[]> => views.tokens(await this.#rows())
  scopes = async (): Promise<ScopeView[]> => views.scopes(await this.#rows())
  /** What an administrator has to look at. */
  incidents = async (): Promise<IncidentView[]> => views.incidents(await this.#rows())
  history = async (): Promise<HistoryView[]> => views.history((await this.#backend.rows(this.id)).history)
  /** The run and those that it called and that are not over. */
  runs = async (): Promise<RunView[]> => views.runs(await this.#rows())
  /** State, end event and variables. */
  outcome = async (): Promise<OutcomeView> => views.outcome(this.id, await this.#rows())

  /** Of the process, or of a scope or called run, by its id. */
  async variables(scope: string = this.id): Promise<Values> {
    return views.variables(scope, await this.#rows())
  }

  /** Ids of the elements with open tasks, sorted; one that is open twice comes twice. */
  async open(): Promise<string[]> {
    return (await this.tasks()).map(task => task.element).sort()
  }

  // ── acts ──

  /** A task, or an element with an open task: the one that was opened first. */
  async complete(task: TaskView | string, options: CompleteOptions = {}): Promise<void> {
    const { id, kind } = typeof task === 'string' ? await this.#taskAt(task) : task
    const { variables, by, outcome, opinion } = options
    const person = by === undefined ? undefined : await this.#backend.personId(by)
    await this.#do(running => {
      if (person === undefined)
        return doors.completeTask(running, id, { ...(variables && { variables }), ...(outcome && { outcome }) })
      const how = outcome ?? (kind === 'approval' ? 'approve' : 'done')
      const acting = { task: id, person, outcome: how as 'approve', opinion: opinion ?? null }
      return doors.actOnTask(running, { ...acting, ...(variables && { variables }) })
    }, id)
  }

  /** Somebody takes an open task for himself: the others who were asked lose it. */
  async claim(task: TaskView | string, by: string): Promise<void> {
    const { id } = typeof task === 'string' ? await this.#taskAt(task) : task
    const person = await this.#backend.personId(by)
    await this.#do(running => doors.claimTask(running, id, person), id)
  }

  /** A receive task without message is told to go on. */
  async proceed(element: string, variables?: Values): Promise<void> {
    const token = await this.#tokenAt(element)
    await this.#do(running => doors.proceed(running, token.id, variables === undefined ? {} : { variables }))
  }

  /** In the run, or seen from a scope; `local`: in just that one. */
  async setVariables(variables: Values, options: { scope?: string; local?: boolean } = {}): Promise<void> {
    await this.#do(running => doors.setVariables(running, { variables, ...options }))
  }

  suspend = (): Promise<void> => this.#do(doors.suspend)
  resume = (): Promise<void> => this.#do(doors.resume)

  /** Ends it before its time; `compensate`: what was completed is undone first. */
  async cancel({ compensate = false }: { compensate?: boolean } = {}): Promise<void> {
    await this.#do(running => doors.cancelRun(running, { compensate }))
  }

  /** Tokens at elements to be ended (all that stand there), or by id; and elements at which one shall appear. */
  async move({ cancel = [], create = [] }: { cancel?: readonly string[]; create?: readonly string[] }): Promise<void> {
    const tokens = views.outermost(await this.#rows())
    const ended = cancel.flatMap(at => {
      const there = tokens.filter(token => token.id === at || token.element === at)
      if (there.length === 0) throw new FlowTestWrong(`No token stands at ${at}; ${standing(tokens)}.`)
      return there.map(token => token.id)
    })
    await this.#do(running =>
      doors.moveTokens(running, { cancel: ended, create: create.map(element => ({ element })) }),
    )
  }

  /**
   * Moves the run to the version that was deployed last; ids that have changed are mapped. Answers why it can't be moved:
   * then it stays as it is.
   */
  migrate = (mapping: Readonly<Record<string, string>> = {}) => this.#backend.migrate(this.id, mapping)

  /** Tries again what failed: an incident, or all those at an element; without: every one. */
  async retry(at?: string): Promise<void> {
    for (const { id } of await this.#incidentsAt(at)) await this.#do(running => doors.retryIncident(running, id))
  }

  /** What failed counts as done; `flow` says which way it goes on. */
  async skip(at: string, { flow }: { flow?: string } = {}): Promise<void> {
    for (const { id } of await this.#incidentsAt(at))
      await this.#do(running => doors.skipIncident(running, id, flow === undefined ? {} : { flow }))
  }

  /** Begins activities of an ad-hoc subprocess. */
  async activate(adHoc: string, elements: readonly string[]): Promise<void> {
    const token = await this.#tokenAt(adHoc)
    await this.#do(running => doors.activate(running, token.id, elements))
  }

  // ── looking things up ──

  #rows = (): Promise<StateRows> => this.#backend.rows(this.id)

  async #do(work: Parameters<FlowBackend['command']>[1], task?: string): Promise<void> {
    await this.#backend.command(this.id, work, task)
  }

  async #taskAt(element: string): Promise<TaskView> {
    const all = await this.tasks()
    const task = all.find(each => each.element === element || each.id === element)
    if (task !== undefined) return task
    throw new FlowTestWrong(
      `No task is open at ${element}; open are ${all.map(each => each.element).join(', ') || 'none'}.`,
    )
  }

  async #tokenAt(element: string): Promise<TokenView> {
    const all = await this.tokens()
    const token = all.find(each => each.element === element)
    if (token === undefined) throw new FlowTestWrong(`No token stands at ${element}; ${standing(all)}.`)
    return token
  }

  async #incidentsAt(at: string | undefined): Promise<IncidentView[]> {
    const all = await this.incidents()
    const found = at === undefined ? all : all.filter(each => each.element === at || each.id === at)
    if (found.length === 0) throw new FlowTestWrong(`There is no incident${at === undefined ? '' : ` at ${at}`}.`)
    return found
  }
}

const standing = (tokens: readonly { element: string }[]): string =>
  `there are tokens at ${tokens.map(token => token.element).join(', ') || 'no element'}`
