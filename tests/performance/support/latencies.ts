/** Durations of many calls, in milliseconds. */
export class Latencies {
  readonly #ms: number[] = []

  /** Runs `work` and notes how long it took. */
  async time<T>(work: () => Promise<T>): Promise<T> {
    const began = performance.now()
    const result = await work()
    this.add(performance.now() - began)
    return result
  }

  add(ms: number): void {
    this.#ms.push(ms)
  }

  /** The value that this share of the calls did not exceed; NaN of none. */
  percentile(share: number): number {
    const sorted = this.#ms.toSorted((a, b) => a - b)
    return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN
  }

  get count(): number {
    return this.#ms.length
  }

  /** Forgets what was measured so far: a warm-up. */
  clear(): void {
    this.#ms.length = 0
  }
}
