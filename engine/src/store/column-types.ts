import type { ColumnShape } from './table-shape.ts'

/**
 * How a column of type `from` comes to hold what `to` holds, without touching a row:
 * - `null`: it can already. A column that is wider than its field stays so; the engine checks what is written.
 * - a type: `alter column … type` this; PostgreSQL rewrites nothing for it.
 * - `undefined`: it can't. Another field has to be made and the values copied.
 */
export function widened(from: string, to: string): string | null | undefined {
  if (from === to) return null
  const [old, next] = [digits(from), digits(to)]
  if (!old || !next) return undefined
  if (old.before >= next.before && old.after >= next.after) return null
  // A change of the scale would rewrite every row under a lock; without a declared scale there is nothing to rewrite.
  if (next.after > old.after || next.after === Infinity) return 'numeric'
  return `numeric(${next.before + old.after},${old.after})`
}

/** As PostgreSQL's `format_type` writes it. */
export function typeName({ type, precision, scale }: ColumnShape): string {
  if (type === 'timestamptz') return 'timestamp with time zone'
  return type === 'numeric' && precision !== undefined ? `numeric(${precision},${scale ?? 0})` : type
}

function digits(type: string): { before: number; after: number } | null {
  if (type === 'numeric') return { before: Infinity, after: Infinity }
  const [, precision, scale] = /^numeric\((\d+),(\d+)\)$/.exec(type) ?? []
  return precision === undefined ? null : { before: Number(precision) - Number(scale), after: Number(scale) }
}
