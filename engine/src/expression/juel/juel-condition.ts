import type { EvaluationDeadline } from '../expression-limits.ts'
import { NotBoolean } from './juel-errors.ts'
import type { JuelExpression } from './juel-expression.ts'
import { valueKind } from './values/value-kind.ts'

/**
 * Evaluates the condition of a sequence flow, a conditional event or a multi-instance body. As in Camunda 7 and Flowable
 * only true and false will do: null and the text `'true'` throw NotBoolean, as all else does. Throws what `evaluate` throws.
 */
export function juelCondition(
  expression: JuelExpression,
  scope: Readonly<Record<string, unknown>>,
  deadline?: EvaluationDeadline,
): boolean {
  const value = expression.evaluate(scope, deadline)
  if (typeof value === 'boolean') return value
  throw new NotBoolean(expression.text, valueKind(value))
}
