import type { EvaluationDeadline } from '../expression-limits.ts'

/** What is known of a result before anything runs. `any` may be everything; each may also be null. */
export type JuelType = 'any' | 'boolean' | 'string' | 'number'

/** A text with JUEL in it, parsed and checked once, evaluated often. Holds no state. */
export interface JuelExpression {
  readonly text: string
  readonly type: JuelType
  /** Variables read and the entries below them that stand in the text, e.g. `[['order', 'amount'], ['execution', 'id']]`. */
  readonly paths: readonly (readonly string[])[]
  /** True when a name is computed (`execution.getVariable(key)`), so that `paths` can't tell all variables that are read. */
  readonly readsAnyVariable: boolean
  /**
   * Evaluates over JSON values: process variables by name, `execution` with what the engine knows of the instance,
   * `now` with the present as ISO 8601 text. What is read comes back as it stands in the scope; what is computed is JSON:
   * a JSON number; decimal text when that number would lose digits of an exact value of up to 20. Never changes the scope.
   * Throws a JuelError (unknown variable, not convertible, …) or ExpressionLimitExceeded.
   */
  evaluate(scope: Readonly<Record<string, unknown>>, deadline?: EvaluationDeadline): unknown
}
