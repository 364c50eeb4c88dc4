/** What one sub-expression gave, with the sub-expressions that were asked for it, in the order they were. */
export interface ExpressionTrace {
  /** Place in the text: 0-based, end exclusive, UTF-16 units. */
  from: number
  to: number
  text: string
  /** As JSON: numbers are decimal text. */
  value: unknown
  parts: readonly ExpressionTrace[]
}

/** An evaluation that was watched. */
export interface TracedEvaluation {
  /** The FEEL value, as `evaluate` gives it. */
  value: unknown
  /** One root for an expression; one per test for unary tests. */
  trace: readonly ExpressionTrace[]
  /** False when `expressionLimits.traceLength` left something out. */
  complete: boolean
}
