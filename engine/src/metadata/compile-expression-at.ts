import { compileFeel } from '../expression/compile-feel.ts'
import type { CompiledExpression } from '../expression/compiled-expression.ts'
import type { FeelType, ScopeShape } from '../expression/feel-type.ts'
import { typeFits, typeName } from '../expression/type-fits.ts'
import type { Diagnostic } from './diagnostic.ts'
import { diagnosticAt } from './diagnostic-at.ts'
import type { Linker, Source } from './kind.ts'

export interface ExpressionPlace {
  source: Pick<Source, 'file' | 'locate'>
  /** Pointer of the string that holds the expression. */
  pointer: string
  text: string
  scope: ScopeShape
  link: Pick<Linker, 'feelFunctions'>
  /** Type that the result must have, where it can be known. */
  expected?: FeelType
}

/** Compiles a FEEL expression that stands in a JSON definition; faults point at the wrong word. */
export function compileExpressionAt(place: ExpressionPlace): {
  expression?: CompiledExpression
  diagnostics: Diagnostic[]
} {
  const { expression, faults } = compileFeel(place.text, place.scope, { functions: place.link.feelFunctions })
  if (!expression) {
    const diagnostics = faults.map(fault => {
      const { code, message, nearest } = fault
      const base = diagnosticAt(place.source, place.pointer, { code, message })
      const at = place.source.locate(place.pointer, fault.offset)
      return { ...base, ...at, ...(nearest === undefined ? {} : { nearest }) }
    })
    return { diagnostics }
  }
  if (place.expected === undefined || typeFits(expression.type, place.expected)) return { expression, diagnostics: [] }
  const message = `The expression gives ${typeName(expression.type)}; ${typeName(place.expected)} is needed here.`
  return { diagnostics: [diagnosticAt(place.source, place.pointer, { code: 'expression.wrong_result', message })] }
}
