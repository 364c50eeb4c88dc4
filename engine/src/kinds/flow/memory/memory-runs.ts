import { startAt } from '../actions.ts'
import type { StartEvent } from '../graph.ts'
import type { RunningFlow } from '../kernel/running-flow.ts'
import type { FlowPorts } from '../ports.ts'
import { isOver, newState, type HistoryEntry, type StateRows, type Subject, type Subscription } from '../state.ts'
import { noteInputs } from '../replay/note-inputs.ts'
import { recordRun } from '../replay/recording-ports.ts'
import type { Deployed, DeployedGraphs } from './deployed-graphs.ts'
import { UnknownRun } from './errors.ts'
import { rowsOf, stateFromRows } from './state-rows.ts'

export interface StartOrder {
  variables?: Readonly<Record<string, unknown>>
  businessKey?: string | null
  /** Person id. */
  starter?: string | null
  subject?: Subject | null
}

export interface MemoryRun {
  running: RunningFlow
  /** All that happened in it. */
  history: HistoryEntry[]
}

interface World {
  graphs: DeployedGraphs
  newId(): string
  now(): string
  portsFor(run: string): FlowPorts
  watch: RunningFlow['watch']
  /** Histories say what a replay needs. */
  recording: boolean
}

/** Runs with their rows in memory. A command that fails leaves its run as it was. */
export class MemoryRuns {
  readonly all = new Map<string, MemoryRun>()
  readonly #world: World

  constructor(world: World) {
    this.#world = world
  }

  get(id: string): MemoryRun {
    const run = this.all.get(id)
    if (run === undefined) throw new UnknownRun(id)
    return run
  }

  /** The run is there when it has come to rest, or not at all. */
  async begin({ graph, version }: Deployed, at: StartEvent, order: StartOrder): Promise<string> {
    const { newId, now, portsFor, watch } = this.#world
    const id = newId()
    const state = newState({
      id,
      definition: graph.name,
      version,
      process: graph.process,
      subject: order.subject ?? null,
      starter: order.starter ?? null,
      variables: order.variables ?? {},
      businessKey: order.businessKey ?? null,
      now: now(),
    })
    const run: MemoryRun = {
      running: { graph, called: new Map(), state, ports: portsFor(id), ...(watch && { watch }) },
      history: [],
    }
    if (this.#world.recording) recordRun(run.running)
    await startAt(run.running, at.id)
    this.all.set(id, run)
    keep(run)
    return id
  }

  async change<Answer>(id: string, work: (running: RunningFlow) => Promise<Answer>): Promise<Answer> {
    const run = this.get(id)
    const before = rowsOf(run.running.state)
    try {
      const answer = await work(run.running)
      keep(run)
      return answer
    } catch (error) {
      this.#restore(run, id, before)
      run.running.recording?.drain()
      throw error
    }
  }

  /** As if the process had been killed: everything is written as JSON and read again. */
  reload(): void {
    for (const [id, run] of this.all)
      this.#restore(run, id, JSON.parse(JSON.stringify(rowsOf(run.running.state))) as StateRows)
  }

  #restore({ running }: MemoryRun, id: string, rows: StateRows): void {
    const { graphs } = this.#world
    running.state = stateFromRows(id, rows)
    running.graph = graphs.of(running.state.instance)
    const called = running.state.instances.where(instance => instance.id !== id)
    running.called = new Map(called.map(instance => [instance.id, graphs.of(instance)]))
  }

  /** Runs that can move. */
  awake(): [string, RunningFlow][] {
    return [...this.all]
      .map(([id, { running }]): [string, RunningFlow] => [id, running])
      .filter(([, { state }]) => !isOver(state.instance) && !state.instance.suspended)
  }

  /** Of all runs that can move, oldest run first. */
  subscriptions(): (Subscription & { run: string })[] {
    return this.awake().flatMap(([run, { state }]) => state.subscriptions.all().map(each => ({ ...each, run })))
  }
}

function keep({ running, history }: MemoryRun): void {
  noteInputs(running)
  const { state } = running
  history.push(...state.history.splice(0))
  state.isNew = false
}
