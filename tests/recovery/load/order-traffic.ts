import { setTimeout as sleep } from 'node:timers/promises'
import type { Ledger } from './ledger.ts'

export interface TrafficOptions {
  orders: number
  /** How many may be begun for now; `allow` lets more follow. */
  allowed: number
  /** People and systems that begin orders at the same time. */
  clerks: number
  /** Of two approvers, a quick and a slow packer each. */
  crews: number
  /** Between two signals. Each is a job for every run that waits, whether it has been told before or not. */
  signalEveryMs: number
  random: () => number
}

/** Everybody who works on orders: clerks, payers, approvers, packers (one of them slow), and whoever gives the signal. */
export class OrderTraffic {
  readonly #ledger: Ledger
  readonly #options: TrafficOptions
  /** Distinct ids of tasks that packers did, by order. */
  readonly packed = new Map<string, Set<string>>()
  #begun = 0
  #allowed: number
  #over = false
  readonly #all: Promise<unknown>[]
  readonly allBegun: Promise<unknown>

  constructor(ledger: Ledger, options: TrafficOptions) {
    this.#ledger = ledger
    this.#options = options
    this.#allowed = options.allowed
    this.allBegun = Promise.all(Array.from({ length: options.clerks }, () => this.#clerk()))
    this.#all = [this.allBegun, this.#crier(), ...Array.from({ length: options.crews }, (_, n) => this.#crew(n))]
  }

  /** How many orders were begun. */
  get begun(): number {
    return this.#begun
  }

  allow(orders: number): void {
    this.#allowed = orders
  }

  /** Lets everybody finish what he is at. */
  async stop(): Promise<void> {
    this.#over = true
    await Promise.all(this.#all)
  }

  async #clerk(): Promise<void> {
    while (this.#begun < this.#options.orders && !this.#over)
      await (this.#begun < this.#allowed ? this.#begin(`order-${this.#begun++}`) : sleep(20))
  }

  /** By hand or by a message, paid before or after, each message sent once or again. */
  async #begin(order: string): Promise<void> {
    const { random } = this.#options
    const early = random() < 0.3
    if (early) await this.#pay(order)
    if (random() < 0.5) await this.#start(order)
    else await this.#message('ordered', order)
    await sleep(200 * random())
    if (!early || random() < 0.3) await this.#pay(order)
    if (random() < 0.2) await this.#pay(order)
  }

  async #start(order: string): Promise<void> {
    const body = { variables: { order }, businessKey: order }
    const answer = await this.#ledger.insist('start', order, {
      path: '/flows/orders/instances',
      body,
      idempotencyKey: `start-${order}`,
    })
    if (answer.status !== 201) throw new Error(`start was refused: ${JSON.stringify(answer)}`)
  }

  #pay = (order: string): Promise<void> => this.#message('paid', order)

  async #message(name: string, order: string): Promise<void> {
    const body = { name, key: order, messageId: `${name}-${order}`, variables: { order } }
    const answer = await this.#ledger.insist(name, order, { path: '/messages', body })
    if (answer.status > 201) throw new Error(`a message was refused: ${JSON.stringify(answer)}`)
  }

  #crew(n: number): Promise<unknown> {
    const approvers = [this.#approver(`ann-${n}`), this.#approver(`bob-${n}`)]
    return Promise.all([...approvers, this.#packer(`quick-${n}`, 0), this.#packer(`slow-${n}`, 0.1)])
  }

  /** Two see the same list: who comes second is told so. */
  async #approver(name: string): Promise<void> {
    while (!this.#over) {
      const list = await this.#ledger.ask({ method: 'GET', path: '/tasks?folder=todo&limit=50' })
      const items: { id: string }[] = list?.body.items ?? []
      for (const { id } of items) {
        const body = { outcome: 'done', version: 1 }
        const idempotencyKey = `${name}-${id}`
        await this.#ledger.insist('approve', id, { path: `/tasks/${id}/complete`, body, idempotencyKey })
        await sleep(this.#options.random() * 30)
      }
      await sleep(items.length === 0 ? 300 : 0)
    }
  }

  /** `slow`: how often he takes longer than his lock. */
  async #packer(worker: string, slow: number): Promise<void> {
    const { random } = this.#options
    const topics = [{ topic: 'pack', lockMs: LOCK_MS }]
    while (!this.#over) {
      const body = { worker, topics, max: 10, waitMs: 500 }
      const fetched = await this.#ledger.ask({ path: '/external-tasks/fetch-and-lock', body })
      for (const task of fetched?.body.items ?? []) {
        if (random() < slow) await sleep(LOCK_MS + 300)
        await this.#pack(worker, task)
      }
      if (fetched === undefined) await sleep(200)
    }
  }

  async #pack(worker: string, { id, variables }: { id: string; variables: { order: string } }): Promise<void> {
    const { status } = await this.#ledger.insist('pack', id, {
      path: `/external-tasks/${id}/complete`,
      body: { worker },
      idempotencyKey: `${worker}-${id}`,
    })
    if (status < 300) this.packed.set(variables.order, (this.packed.get(variables.order) ?? new Set()).add(id))
  }

  /** A signal is for those who wait for it: it is given again and again. */
  async #crier(): Promise<void> {
    for (let n = 0; !this.#over; n++) {
      await this.#ledger.insist('signal', `go-${n}`, {
        path: '/signals',
        body: { name: 'go' },
        idempotencyKey: `go-${n}`,
      })
      await sleep(this.#options.signalEveryMs)
    }
  }
}

const LOCK_MS = 2_000
