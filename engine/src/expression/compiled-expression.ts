import type { EvaluationDeadline } from './expression-limits.ts'
import type { TracedEvaluation } from './expression-trace.ts'
import type { FeelType, ScopeShape } from './feel-type.ts'

/**
 * A name in the text and what it stands for: an entry of the scope or of a context type, or a function of a
 * module by its name. Offsets are 0-based, end exclusive, in UTF-16 units.
 */
export type NameUse = { from: number; to: number } & (
  { entry: { of: ScopeShape; name: string }; function?: never } | { function: string; entry?: never }
)

/** A FEEL expression, parsed and checked once, evaluated often. Holds no state. */
export interface CompiledExpression {
  readonly text: string
  /** Static type of the result, as far as it can be known. */
  readonly type: FeelType
  /** Paths read from the scope, e.g. `[['lines','gross'],['user','id']]`: for dependency graphs and where-used. */
  readonly paths: readonly (readonly string[])[]
  /** The names in the text that other definitions declare, for where-used and rename. */
  readonly uses: readonly NameUse[]
  /**
   * Evaluates with JSON-like scope values (decimals as text where the scope's type is number).
   * Returns a FEEL value; `feelToJson` turns it into JSON (numbers → decimal text).
   * Throws ExpressionLimitExceeded; never throws on bad data (DMN: null).
   */
  evaluate(scope: Readonly<Record<string, unknown>>, deadline?: EvaluationDeadline): unknown
  /** The same, with what every sub-expression gave. There when it was compiled with `trace`. */
  trace?(scope: Readonly<Record<string, unknown>>, deadline?: EvaluationDeadline): TracedEvaluation
}
