/**
 * Rows of one table in memory, with what changed since they were loaded. A row that was made and removed again leaves no
 * trace. `by` finds rows by the columns named as indexes without looking at all of them: a run may hold thousands.
 */
export class RowSet<Row extends { id: string }, Index extends keyof Row = never> {
  readonly #rows = new Map<string, Row>()
  // Most commands touch few tables: nothing is made before it is needed.
  #created: Set<string> | undefined
  #changed: Set<string> | undefined
  #removed: Set<string> | undefined
  readonly #columns: readonly Index[]
  #indexes: Map<unknown, Set<string>>[] | undefined

  constructor(loaded: readonly Row[] = [], indexes: readonly Index[] = []) {
    this.#columns = indexes
    for (const row of loaded) this.#put(row)
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
    const found: Row[] = []
    for (const row of this.#rows.values()) if (test(row)) found.push(row)
    return found
  }

  /** Rows whose indexed column has this value. */
  by(index: Index, value: Row[Index]): Row[] {
    const ids = this.#ids(index, value)
    return ids === undefined ? [] : Array.from(ids, id => this.#rows.get(id)!)
  }

  /** How many `by` would find. */
  count(index: Index, value: Row[Index]): number {
    return this.#ids(index, value)?.size ?? 0
  }

  add(row: Row): void {
    this.#put(row)
    // Taken away and put back: the database has it still.
    if (this.#removed?.delete(row.id)) (this.#changed ??= new Set()).add(row.id)
    else (this.#created ??= new Set()).add(row.id)
  }

  /** More rows of the database, read later. Those that are here, or were removed here, stay as they are. */
  load(rows: readonly Row[]): void {
    for (const row of rows) if (!this.#rows.has(row.id) && !this.#removed?.has(row.id)) this.#put(row)
  }

  change(id: string, patch: Partial<Row>): void {
    const row = this.#rows.get(id)
    if (row === undefined) return
    const next = { ...row, ...patch }
    if (this.#columns.some(column => next[column] !== row[column])) {
      this.#unindex(row)
      this.#put(next)
    } else this.#rows.set(id, next)
    if (!this.#created?.has(id)) (this.#changed ??= new Set()).add(id)
  }

  remove(id: string): void {
    const row = this.#rows.get(id)
    if (row === undefined) return
    this.#unindex(row)
    this.#rows.delete(id)
    this.#changed?.delete(id)
    if (!this.#created?.delete(id)) (this.#removed ??= new Set()).add(id)
  }

  /** What has to be written. */
  changes(): { created: Row[]; changed: Row[]; removed: string[] } {
    const rows = (ids: Set<string> | undefined) => (ids === undefined ? [] : Array.from(ids, id => this.#rows.get(id)!))
    return { created: rows(this.#created), changed: rows(this.#changed), removed: [...(this.#removed ?? [])] }
  }

  /** Indexes are made when somebody first asks. */
  #ids(index: Index, value: Row[Index]): Set<string> | undefined {
    if (this.#rows.size === 0) return undefined
    if (this.#indexes === undefined) {
      this.#indexes = this.#columns.map(() => new Map())
      for (const row of this.#rows.values()) this.#index(row)
    }
    return this.#indexes[this.#columns.indexOf(index)]!.get(value)
  }

  #put(row: Row): void {
    this.#rows.set(row.id, row)
    this.#index(row)
  }

  #index(row: Row): void {
    this.#indexes?.forEach((ids, i) => {
      const value = row[this.#columns[i]!]
      const known = ids.get(value)
      if (known === undefined) ids.set(value, new Set([row.id]))
      else known.add(row.id)
    })
  }

  #unindex(row: Row): void {
    this.#indexes?.forEach((ids, i) => {
      const value = row[this.#columns[i]!]
      const known = ids.get(value)
      if (known?.delete(row.id) && known.size === 0) ids.delete(value)
    })
  }
}
