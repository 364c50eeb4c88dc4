import type { FeelType, ScopeShape } from '../feel-type.ts'
import { feelFromJson } from '../values/feel-json.ts'
import type { Evaluation } from './evaluation.ts'

/** An entry of a scope or of a context type. */
export interface ContextEntry {
  of: ScopeShape
  name: string
}

export type Run = (evaluation: Evaluation) => unknown

/** A node after compilation. */
export interface CompiledNode {
  type: FeelType
  /** Gives a FEEL value, or a JSON value when `raw`. */
  run: Run
  /**
   * The value still is JSON as the scope gave it. Paths, filters and loops go through raw values without converting them,
   * so that `sum(lines.gross)` converts one field per line and not the whole record. Everybody else takes `value()`.
   */
  raw?: true
  /** Where in the scope the value comes from, as long as it is read and not calculated. */
  origin?: readonly string[]
  /** The entry of a context type that a bare name stands for. */
  entry?: ContextEntry
  /** Known when compiling: a literal, or a built-in function of literals. */
  constant?: boolean
  /** How many nodes it has: the price of running it once. */
  weight: number
}

/** A node whose result is a FEEL value. */
export function value(node: CompiledNode): CompiledNode {
  if (!node.raw) return node
  const { type, run, weight } = node
  return { type, weight, run: evaluation => feelFromJson(run(evaluation), type) }
}

/** A node that reads a part of what `source` reads: still raw when that is, and from the same place of the scope. */
export const derived = (source: Pick<CompiledNode, 'raw' | 'origin'>, node: CompiledNode): CompiledNode => ({
  ...node,
  ...(source.raw && { raw: source.raw }),
  ...(source.origin && { origin: source.origin }),
})

/** A node that gives the same value every time. */
export const constant = (result: unknown, type: FeelType): CompiledNode => ({
  type,
  run: () => result,
  constant: true,
  weight: 1,
})
