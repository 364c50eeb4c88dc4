import type { CompiledExpression } from '../expression/compiled-expression.ts'
import { addressOf } from './expression-scopes.ts'

/** A name in a FEEL text that another definition, or a module, declares. */
export interface ExpressionUse {
  /** As references say it: `entity/contract#amount`, `function/pricing.line-amounts`. */
  address: string
  /** Offsets in the expression's text: 0-based, end exclusive. */
  from: number
  to: number
}

/** What an expression names: fields of entities, and functions of modules. */
export const expressionUses = (expression: CompiledExpression): ExpressionUse[] =>
  expression.uses.flatMap(({ entry, function: called, from, to }) => {
    const address = entry ? addressOf(entry.of, entry.name) : `function/${called}`
    return address === undefined ? [] : [{ address, from, to }]
  })
