/** Time that tests can turn. Nothing in the engine reads `Date.now()` or SQL `now()` for business time. */
export interface Clock {
  /** The present instant. */
  now(): Date
}

export const systemClock: Clock = { now: () => new Date() }

/** A clock that stands still until it is moved. */
export class FakeClock implements Clock {
  #at: number
  constructor(at: string | Date) {
    this.#at = new Date(at).getTime()
  }
  now(): Date {
    return new Date(this.#at)
  }
  /** Moves forward by `ms` milliseconds. */
  advance(ms: number): void {
    this.#at += ms
  }
  set(at: string | Date): void {
    this.#at = new Date(at).getTime()
  }
}
