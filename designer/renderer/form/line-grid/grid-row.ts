/** A line while it is written. Keys that begin with an underscore never leave the browser. */
export interface GridRow extends Record<string, unknown> {
  /** Stays with the row while rows are added, removed and computed. */
  _key: string
  /** Pasted texts that no record matched, by field. */
  _unmatched?: Readonly<Record<string, string>>
}

export function newRow(): GridRow {
  return { _key: crypto.randomUUID() }
}

export function withKeys(rows: readonly Record<string, unknown>[]): GridRow[] {
  return rows.map(row => ({ ...row, _key: String(row._key ?? row.id ?? crypto.randomUUID()) }))
}
