/** Keys in an order in which each can be put behind another at once, however many there are. */
export class LinkedKeys implements Iterable<string> {
  /** The key behind each; null stands before the first and behind the last. */
  readonly #next = new Map<string | null, string | null>([[null, null]])
  readonly #previous = new Map<string | null, string | null>([[null, null]])

  constructor(keys: Iterable<string>) {
    for (const key of keys) this.append(key)
  }

  append(key: string): void {
    this.place(key, this.#previous.get(null) ?? null)
  }

  /** Puts a new or known key behind another, null: before all. */
  place(key: string, behind: string | null): void {
    this.remove(key)
    const next = this.#next.get(behind) ?? null
    this.#link(behind, key)
    this.#link(key, next)
  }

  remove(key: string): void {
    if (!this.#next.has(key)) return
    this.#link(this.#previous.get(key) ?? null, this.#next.get(key) ?? null)
    this.#next.delete(key)
    this.#previous.delete(key)
  }

  *[Symbol.iterator](): Generator<string> {
    for (let key = this.#next.get(null); typeof key === 'string'; key = this.#next.get(key)) yield key
  }

  #link(first: string | null, second: string | null): void {
    this.#next.set(first, second)
    this.#previous.set(second, first)
  }
}
