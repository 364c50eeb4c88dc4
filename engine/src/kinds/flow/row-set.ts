/** Rows of one table in memory, with what changed since they were loaded. A row that was made and removed again leaves no trace. */
export class RowSet<Row extends { id: string }> {
  readonly #rows = new Map<string, Row>()
  readonly #created = new Set<string>()
  readonly #changed = new Set<string>()
  readonly #removed = new Set<string>()

  constructor(loaded: readonly Row[] = []) {
    for (const row of loaded) this.#rows.set(row.id, row)
  }

  get size(): number {
    return this.#rows.size
  }

  get(id: string): Row | undefined {
    return this.#rows.get(id)
  }

  /** In the order of loading and adding. */
  all(): Row[] {
    return [...this.#rows.values()]
  }

  where(test: (row: Row) => boolean): Row[] {
    return this.all().filter(test)
  }

  add(row: Row): void {
    this.#rows.set(row.id, row)
    this.#created.add(row.id)
  }

  change(id: string, patch: Partial<Row>): void {
    const row = this.#rows.get(id)
    if (row === undefined) return
    this.#rows.set(id, { ...row, ...patch })
    if (!this.#created.has(id)) this.#changed.add(id)
  }

  remove(id: string): void {
    if (!this.#rows.delete(id)) return
    this.#changed.delete(id)
    if (!this.#created.delete(id)) this.#removed.add(id)
  }

  /** What has to be written. */
  changes(): { created: Row[]; changed: Row[]; removed: string[] } {
    const rows = (ids: Set<string>) => Array.from(ids, id => this.#rows.get(id)!)
    return { created: rows(this.#created), changed: rows(this.#changed), removed: [...this.#removed] }
  }
}
