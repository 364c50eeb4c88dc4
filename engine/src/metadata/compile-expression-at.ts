import { compileFeel } from '../expression/compile-feel.ts'
import type { CompiledExpression } from '../expression/compiled-expression.ts'
import type { FeelType, ScopeShape } from '../expression/feel-type.ts'
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
  if (place.expected === undefined || fits(expression.type, place.expected)) return { expression, diagnostics: [] }
  const message = `The expression gives ${typeName(expression.type)}; ${typeName(place.expected)} is needed here.`
  return { diagnostics: [diagnosticAt(place.source, place.pointer, { code: 'expression.wrong_result', message })] }
}

/** True unless the types certainly differ: `any` and `null` fit everywhere. */
function fits(given: FeelType, expected: FeelType): boolean {
  if (given === 'any' || given === 'null' || expected === 'any') return true
  if (typeof given === 'object' && 'union' in given) return given.union.some(type => fits(type, expected))
  if (typeof expected === 'object' && 'union' in expected) return expected.union.some(type => fits(given, type))
  if (typeof given === 'string' || typeof expected === 'string') return given === expected
  if ('list' in given && 'list' in expected) return fits(given.list, expected.list)
  if ('range' in given && 'range' in expected) return fits(given.range, expected.range)
  return ('context' in given && 'context' in expected) || ('function' in given && 'function' in expected)
}

function typeName(type: FeelType): string {
  if (typeof type === 'string') return type
  if ('union' in type) return type.union.map(typeName).join(' or ')
  if ('list' in type) return `a list of ${typeName(type.list)}`
  if ('range' in type) return `a range of ${typeName(type.range)}`
  return 'context' in type ? 'a context' : 'a function'
}
