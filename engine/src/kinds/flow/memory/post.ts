import { deliver } from '../actions.ts'
import { textIn } from '../scope.ts'
import type { DeployedGraphs } from './deployed-graphs.ts'
import { NeverEnds } from './errors.ts'
import type { MemoryRuns } from './memory-runs.ts'
import { MessageBoard, fits, type KeptMessage, type NewMessage } from './message-board.ts'

type Values = Readonly<Record<string, unknown>>

/** More deliveries than this after one command are messages that make new ones without end. */
const MOST_DELIVERIES = 10_000

/** Brings messages and signals to whoever waits for them or begins with them, when the command that told them is over. */
export class Post {
  readonly #board = new MessageBoard()
  readonly #graphs: DeployedGraphs
  readonly #runs: MemoryRuns
  readonly #now: () => string
  #after: (() => Promise<void>)[] = []
  #messages = 0

  constructor({ graphs, runs, now }: { graphs: DeployedGraphs; runs: MemoryRuns; now: () => string }) {
    this.#graphs = graphs
    this.#runs = runs
    this.#now = now
  }

  /** With the command; forgotten when the command fails. */
  publishLater(message: Omit<NewMessage, 'messageId'>): void {
    this.#after.push(async () => void (await this.publish({ ...message, messageId: null })))
  }

  broadcastLater(name: string, variables: Values, from: string): void {
    this.#after.push(() => this.broadcast(name, variables, from))
  }

  forget(): void {
    this.#after = []
  }

  /** Answers how many get it: runs that wait, and runs that it starts. */
  async publish(message: NewMessage): Promise<{ duplicate: boolean; targets: number }> {
    const kept = this.#board.publish(message, { id: `m${++this.#messages}`, now: this.#now() })
    if (kept === undefined) return { duplicate: true, targets: 0 }
    return { duplicate: false, targets: (await this.#toWaiting(kept)) + (await this.#toStarts(kept)) }
  }

  /** Per definition the oldest run that waits. */
  async #toWaiting(message: KeptMessage): Promise<number> {
    let targets = 0
    for (const { run, id, definition } of this.#runs.subscriptions()) {
      const subscription = this.#runs.get(run).running.state.subscriptions.get(id)
      if (subscription === undefined || !fits(message, subscription)) continue
      message.taken.add(definition)
      targets += 1
      await this.#deliver(run, id, message.variables)
    }
    return targets
  }

  /** A definition of which no run waited begins a new one. */
  async #toStarts(message: KeptMessage): Promise<number> {
    let targets = 0
    for (const deployed of this.#graphs.present()) {
      const { starts, name } = deployed.graph
      const at = starts.find(({ event }) => event.type === 'message' && textIn(event.name, {}) === message.name)
      if (at === undefined || message.taken.has(name)) continue
      message.taken.add(name)
      targets += 1
      await this.#runs.begin(deployed, at, { variables: message.variables })
    }
    return targets
  }

  /** Everybody who waits, and every start. `from`: the run that throws it, whose own subscriptions were told already. */
  async broadcast(name: string, variables: Values, from: string | null): Promise<void> {
    // Collected first: a catcher that another one ends gets nothing.
    const waiting = this.#runs.subscriptions().filter(s => s.kind === 'signal' && s.name === name && s.run !== from)
    const starts = this.#graphs
      .present()
      .flatMap(deployed =>
        deployed.graph.starts
          .filter(({ event }) => event.type === 'signal' && textIn(event.name, {}) === name)
          .map(at => ({ deployed, at })),
      )
    for (const { run, id } of waiting) await this.#deliver(run, id, variables)
    for (const { deployed, at } of starts) await this.#runs.begin(deployed, at, { variables })
  }

  async #deliver(run: string, subscription: string, variables: Values): Promise<void> {
    await this.#runs.change(run, running => deliver(running, subscription, { variables }))
  }

  /** What commands published is delivered, and who has begun to wait gets what waits for him. */
  async settle(): Promise<void> {
    for (let acts = 0; acts < MOST_DELIVERIES; acts++) {
      const next = this.#after.shift() ?? this.#matching()
      if (next === undefined) return
      await next()
    }
    throw new NeverEnds()
  }

  #matching(): (() => Promise<void>) | undefined {
    for (const subscription of this.#runs.subscriptions()) {
      const message = this.#board.waitingFor(subscription, this.#now())
      if (message === undefined) continue
      message.taken.add(subscription.definition)
      return () => this.#deliver(subscription.run, subscription.id, message.variables)
    }
    return undefined
  }
}
