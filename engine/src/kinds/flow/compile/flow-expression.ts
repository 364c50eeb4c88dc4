import { Decimal } from '../../../base/decimal.ts'
import type { CompiledExpression } from '../../../expression/compiled-expression.ts'
import type { FeelType } from '../../../expression/feel-type.ts'
import { feelToJson } from '../../../expression/index.ts'
import { isContext } from '../../../expression/values/kind-of.ts'
import type { FlowExpression } from '../graph.ts'

/** A FEEL expression as flows use it; `text` as the author wrote it, when that is something shorter. */
export const feelExpression = (expression: CompiledExpression, text = expression.text): FlowExpression => ({
  language: 'feel',
  text,
  type: expression.type,
  reads: [...new Set(expression.paths.map(([root]) => root!))],
  evaluate: scope => feelToJson(expression.evaluate(scope)),
  toVariable: scope => variableValue(expression.evaluate(scope)),
})

/** Reads one variable, whatever its name: names of other tools need not be names of FEEL. Null when there is none. */
export function variableExpression(name: string, type: FeelType): FlowExpression {
  const read = (scope: Readonly<Record<string, unknown>>): unknown =>
    Object.hasOwn(scope, name) ? (scope[name] ?? null) : null
  return {
    language: 'feel',
    text: name,
    type,
    reads: [name],
    evaluate: scope => feelToJson(read(scope)),
    toVariable: read,
  }
}

/** Numbers stay numbers for readers that know no type, as long as JSON holds them exactly; else decimal text. */
function variableValue(value: unknown): unknown {
  if (value instanceof Decimal) {
    const number = value.toNumber()
    return value.eq(number) ? number : feelToJson(value)
  }
  if (typeof value === 'number') return value
  if (Array.isArray(value)) return value.map(variableValue)
  if (!isContext(value)) return feelToJson(value)
  return Object.fromEntries(Object.entries(value).map(([key, entry]) => [key, variableValue(entry)]))
}
