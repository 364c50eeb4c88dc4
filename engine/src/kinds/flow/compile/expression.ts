import { compileFeel } from '../../../expression/index.ts'
import type { CompiledExpression } from '../../../expression/compiled-expression.ts'
import type { ExpressionFault } from '../../../expression/expression-fault.ts'
import { expressionUses } from '../../../metadata/expression-uses.ts'
import type { FlowExpression, Value } from '../graph.ts'
import { referAt, type CompiledFeel, type Compiling, type CompilingElement } from './compiling.ts'
import { FIXED_NAMES } from './fixed-names.ts'
import { feelExpression } from './flow-expression.ts'
import { widenScope } from './flow-scope.ts'
import { noteReads, reportFaults } from './expression-notes.ts'
import { compileJuelCondition, compileJuelExpression, isJuel } from './juel-expression.ts'

/** FEEL or JUEL in the scope of the process. Null when it has faults, which are reported at the element. */
export function compileExpression(at: CompilingElement, text: string, language?: 'juel'): FlowExpression | null {
  if (language === 'juel') return compileJuelExpression(at, text)
  const { expression, faults } = compileInScope(at.compiling, text)
  reportFaults(at, text, faults)
  if (expression === undefined) return null
  const compiled = feelExpression(expression)
  noteReads(at, compiled)
  noteUses(at, expression)
  return compiled
}

/** `=…` is FEEL, `${…}` of models that have it JUEL, everything else a text. */
export function compileValue(at: CompilingElement, text: string): Value | null {
  const expression = expressionIn(at, text)
  return expression === undefined ? { literal: text } : expression && { expression }
}

/** The expression that a text is; undefined when it is none, null when it has faults. */
export function expressionIn(at: CompilingElement, text: string): FlowExpression | null | undefined {
  if (text.startsWith('=')) return compileExpression(at, text.slice(1).trim())
  return isJuel(at.compiling.content.dialect, text) ? compileExpression(at, text, 'juel') : undefined
}

/** An expression that must be true or false. */
export function compileCondition(at: CompilingElement, text: string, language?: 'juel'): FlowExpression | null {
  const expression = language === 'juel' ? compileJuelCondition(at, text) : compileExpression(at, text)
  if (expression === null || expression.type === 'boolean' || expression.type === 'any') return expression
  const message = `The condition ${text} is not true or false. Compare it with something.`
  at.compiling.faults.at(at.id, 'flow.condition_not_boolean', message)
  return null
}

/** The same, written as a value: with `=`, or with a language that is said beside it. */
export function compileConditionText(at: CompilingElement, text: string, language?: 'juel'): FlowExpression | null {
  if (language !== undefined || isJuel(at.compiling.content.dialect, text)) return compileCondition(at, text, 'juel')
  return compileCondition(at, text.startsWith('=') ? text.slice(1).trim() : text)
}

/** FEEL in the scope as it is known now. In an open process every name that nothing sets is a variable from outside. */
export function compileInScope(compiling: Compiling, text: string): CompiledFeel {
  for (;;) {
    const result = compileOnce(compiling, text)
    const unknown = compiling.open ? unknownNames(text, result.faults, compiling) : []
    if (unknown.length === 0) return result
    widenScope(compiling, Object.fromEntries(unknown.map(name => [name, 'any'])))
    compiling.compiled.delete(text)
  }
}

function compileOnce({ scope, functions, compiled }: Compiling, text: string): CompiledFeel {
  const known = compiled.get(text)
  if (known !== undefined) return known
  const result = compileFeel(text, scope, { functions })
  compiled.set(text, result)
  return result
}

const unknownNames = (text: string, faults: readonly ExpressionFault[], { scope }: Compiling): string[] =>
  faults
    .filter(fault => fault.code === 'expression.unknown_name')
    .map(({ offset, length }) => text.slice(offset, offset + length))
    .filter(name => !Object.hasOwn(scope, name))

function noteUses({ compiling, id, late = false }: CompilingElement, expression: CompiledExpression): void {
  const { text, uses } = expression
  for (const { entry, from, to } of uses) {
    if (entry === undefined || !compiling.scopes.has(entry.of) || FIXED_NAMES.includes(entry.name)) continue
    compiling.variableReads.push({ at: id, name: entry.name, late, in: { text, from, to } })
  }
  for (const use of expressionUses(expression)) {
    referAt(compiling.references, { to: use.address, at: id }, compiling.names.expression(id, text, use.from, use.to))
  }
}
