import { FakeClock } from '../../../base/clock.ts'
import { JingweiError } from '../../../base/errors.ts'
import { fireJob } from '../actions.ts'
import type { FlowGraph } from '../graph.ts'
import type { RunningFlow } from '../kernel/running-flow.ts'
import { rowsOf, stateFromRows } from '../memory/state-rows.ts'
import { newState, type HistoryEntry, type Instance, type StateRows } from '../state.ts'
import { applyInput } from './apply-input.ts'
import { compareRuns, type RunDifference } from './compare-runs.ts'
import { OwnTimers } from './own-timers.ts'
import { RecordedAnswers } from './recorded-answers.ts'
import { replayPorts, type PresentWorld } from './replay-ports.ts'
import { storyOf } from './run-story.ts'
import type { TakenInput } from './taken-input.ts'

/** A run as it is now, with its whole history and that of the runs that it called. */
export interface PastRun {
  instance: Instance
  history: readonly HistoryEntry[]
}

export interface RunReplay {
  id: string
  businessKey: string | null
  result: 'same' | 'differs' | 'cannot'
  /** Why it can't be replayed. */
  why?: string
  differences: RunDifference[]
  /** Inputs for which there was no place in the other version: a task that it doesn't ask for, a message that it doesn't await. */
  unused: { door: string; element: string; at: string; code?: string }[]
  /** Elements that asked something which the past run hadn't asked: the present world answered. */
  askedAnew: string[]
}

export interface Versions {
  /** Which it ran. */
  from: FlowGraph
  /** Which is tried. */
  to: FlowGraph
}

/** More timers than this in one replay are a cycle that never ends. */
const MOST_TIMERS = 1_000

/** Does to another version what was done to this run, and says in what it would have been another run. Changes nothing. */
export async function replayRun(past: PastRun, versions: Versions, present: PresentWorld): Promise<RunReplay> {
  const { id, businessKey } = past.instance
  const answer = { id, businessKey, differences: [], unused: [], askedAnew: [] }
  const why = whyNot(past)
  if (why !== null) return { ...answer, result: 'cannot', why }
  try {
    const replay = new Replay(past, versions, present)
    await replay.run()
    const { differences, unused, askedAnew } = replay.found()
    return { ...answer, result: differences.length === 0 ? 'same' : 'differs', differences, unused, askedAnew }
  } catch (error) {
    if (!(error instanceof JingweiError)) throw error
    return { ...answer, result: 'cannot', why: error.message }
  }
}

/** Null: nothing is missing. */
function whyNot({ instance, history }: PastRun): string | null {
  if (history.some(entry => entry.event === 'migrated')) return 'It was moved to another version on its way.'
  const first = history.filter(entry => entry.instance === instance.id).sort((a, b) => a.seq - b.seq)[0]
  if (first === undefined) return 'Its history is gone, or its flow keeps none.'
  const door = first.input?.[0]?.door
  if (door === 'start' || door === 'move') return null
  return 'Its history does not say what came from outside: the flow keeps less than a full history, or it is older than replays.'
}

class Replay {
  readonly #past: PastRun
  readonly #clock: FakeClock
  readonly #answers: RecordedAnswers
  readonly #own: OwnTimers
  readonly #running: RunningFlow & { ports: ReturnType<typeof replayPorts> }
  readonly #unused: RunReplay['unused'] = []
  #timers = 0

  constructor(past: PastRun, { from, to }: Versions, present: PresentWorld) {
    const { instance, history } = past
    this.#past = past
    this.#clock = new FakeClock(instance.startedAt)
    this.#answers = new RecordedAnswers(inputsIn(past).flatMap(([, inputs]) => inputs))
    this.#own = new OwnTimers(from, history)
    const { id, definition, version, process, snapshot, subject, starter, businessKey, startedAt } = instance
    const first = inputsIn(past)[0]![1][0]!
    const variables = first.given?.['variables'] as Record<string, unknown> | undefined
    const kept = { id, definition, version, process, snapshot, subject, starter, businessKey, now: startedAt }
    const state = newState({ ...kept, ...(variables && { variables }) })
    const ports = replayPorts(this.#answers, present, { clock: this.#clock, text: to })
    this.#running = { graph: process === '' ? to : (to.processes[process] ?? to), called: new Map(), state, ports }
  }

  async run(): Promise<void> {
    for (const [at, inputs] of inputsIn(this.#past)) {
      await this.#timePasses(at)
      for (const input of inputs) await this.#take(input, at)
    }
    const { endedAt } = this.#past.instance
    if (endedAt !== null) await this.#timePasses(endedAt)
  }

  async #take(input: TakenInput, at: string): Promise<void> {
    const element = input.place?.element ?? ''
    this.#answers.begin(input)
    const before = rowsOf(this.#running.state)
    const told = this.#running.state.history.length
    try {
      const applied = await applyInput(this.#running, input)
      if (applied === 'early') this.#own.add(element)
      if (applied === 'nothing_there') this.#unused.push({ door: input.door, element, at })
    } catch (error) {
      if (!(error instanceof JingweiError) || error.status >= 500) throw error
      this.#unused.push({ door: input.door, element, at, code: error.code })
      this.#undo(before, told)
    }
  }

  /** A command that fails changes nothing. */
  #undo(before: StateRows, told: number): void {
    const { history } = this.#running.state
    this.#running.state = stateFromRows(this.#past.instance.id, before)
    this.#running.state.history.push(...history.slice(0, told))
  }

  async #timePasses(until: string): Promise<void> {
    for (let next = this.#next(until); next !== undefined; next = this.#next(until)) {
      if (next.dueAt > this.#clock.now().toISOString()) this.#clock.set(next.dueAt)
      await fireJob(this.#running, next.id)
    }
    this.#clock.set(until)
  }

  #next(until: string) {
    return this.#timers++ < MOST_TIMERS ? this.#own.next(this.#running, until) : undefined
  }

  found(): Pick<RunReplay, 'differences' | 'unused' | 'askedAnew'> {
    const { instance, history } = this.#past
    const { state, ports } = this.#running
    const was = { story: storyOf(history, instance.id), instance }
    const now = { story: storyOf(state.history, instance.id), instance: state.instance }
    return { differences: compareRuns(was, now), unused: this.#unused, askedAnew: [...ports.askedAnew] }
  }
}

/** With the time at which they came, in order. */
function inputsIn({ instance, history }: PastRun): [string, readonly TakenInput[]][] {
  return history
    .filter(entry => entry.instance === instance.id && entry.input !== undefined && entry.input.length > 0)
    .sort((a, b) => a.seq - b.seq)
    .map(entry => [entry.at, entry.input!])
}
