import { setTimeout as sleep } from 'node:timers/promises'

export interface Answer {
  status: number
  body: any
}

/** A command that was acknowledged: it has to be there, once. */
export interface Acknowledged {
  kind: string
  /** What the caller named it by. */
  key: string
  body: any
}

export interface Asking {
  method?: 'GET' | 'POST'
  path: string
  body?: unknown
  /** The same for each repetition of one command. */
  idempotencyKey?: string
}

/** Longer than any command takes, shorter than a node stands still. */
const PATIENCE_MS = 6_000

/**
 * Speaks to whichever node answers, repeats what got no answer until there is one, and keeps what was acknowledged and
 * what must not be.
 */
export class Ledger {
  readonly acknowledged: Acknowledged[] = []
  /** Answers that no fault excuses: 500 and its like. */
  readonly faults: string[] = []
  readonly counts = { asked: 0, broken: 0, unavailable: 0, conflicts: 0 }
  readonly #urls: () => string[]
  readonly #headers: Record<string, string>
  readonly #random: () => number

  constructor(urls: () => string[], headers: Record<string, string>, random: () => number) {
    this.#urls = urls
    this.#headers = headers
    this.#random = random
  }

  /** Repeats until a node answers otherwise than with "later"; notes it when that is a success. */
  async insist(kind: string, key: string, asking: Asking): Promise<Answer> {
    for (;;) {
      const answer = await this.ask(asking)
      if (answer === undefined) {
        await sleep(100 + 200 * this.#random())
        continue
      }
      if (answer.status < 300) this.acknowledged.push({ kind, key, body: answer.body })
      else this.counts.conflicts++
      return answer
    }
  }

  /** Once. Undefined: no answer, or the node asks to come again. */
  async ask(asking: Asking): Promise<Answer | undefined> {
    this.counts.asked++
    const answer = await this.#send(asking).catch(() => undefined)
    if (answer === undefined) this.counts.broken++
    else if (answer.status === 503 || answer.status === 429) this.counts.unavailable++
    else if (answer.status >= 500) this.faults.push(`${answer.status} ${asking.path}: ${JSON.stringify(answer.body)}`)
    else return answer
    return undefined
  }

  async #send({ method = 'POST', path, body, idempotencyKey }: Asking): Promise<Answer> {
    const urls = this.#urls()
    const url = urls[Math.floor(this.#random() * urls.length)]!
    const response = await fetch(`${url}/api${path}`, {
      method,
      headers: {
        ...this.#headers,
        ...(body !== undefined && { 'content-type': 'application/json' }),
        ...(idempotencyKey !== undefined && { 'idempotency-key': idempotencyKey }),
      },
      ...(body !== undefined && { body: JSON.stringify(body) }),
      signal: AbortSignal.timeout(PATIENCE_MS),
    })
    const text = await response.text()
    return { status: response.status, body: text === '' ? undefined : JSON.parse(text) }
  }
}

/** xorshift32: the same numbers for the same seed. */
export function seeded(seed: number): () => number {
  let state = seed | 0 || 1
  return () => {
    state ^= state << 13
    state ^= state >>> 17
    state ^= state << 5
    return (state >>> 0) / 2 ** 32
  }
}
