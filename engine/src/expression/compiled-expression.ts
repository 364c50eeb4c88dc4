import type { FeelType } from './feel-type.ts'

/** A FEEL expression, parsed and checked once, evaluated often. Holds no state. */
export interface CompiledExpression {
  readonly text: string
  /** Static type of the result, as far as it can be known. */
  readonly type: FeelType
  /** Paths read from the scope, e.g. `[['lines','gross'],['user','id']]`: for dependency graphs and where-used. */
  readonly paths: readonly (readonly string[])[]
  /**
   * Evaluates with JSON-like scope values (decimals as text where the scope's type is number).
   * Returns a FEEL value; `feelToJson` turns it into JSON (numbers → decimal text).
   * Throws ExpressionLimitExceeded; never throws on bad data (DMN: null).
   */
  evaluate(scope: Readonly<Record<string, unknown>>): unknown
}
