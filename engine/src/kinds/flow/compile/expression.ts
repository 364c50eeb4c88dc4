import type { CompiledExpression } from '../../../expression/compiled-expression.ts'
import { compileFeel } from '../../../expression/index.ts'
import { expressionUses } from '../../../metadata/expression-uses.ts'
import type { Value } from '../graph.ts'
import { referAt, type Compiling, type CompilingElement } from './compiling.ts'
import { FIXED_NAMES } from './flow-scope.ts'

/** FEEL in the scope of the flow. Null when it has faults, which are reported at the element. */
export function compileExpression({ compiling, id, reads }: CompilingElement, text: string): CompiledExpression | null {
  const { expression, faults } = compileFeel(text, compiling.scope, { functions: compiling.functions })
  for (const { offset, length, ...fault } of faults) {
    const [place] = compiling.names.expression(id, text, offset, offset + length)
    compiling.faults.within(id, { ...fault, message: `${fault.message} In: ${shortened(text)}` }, place?.from)
  }
  if (expression === undefined) return null
  for (const [root] of expression.paths) {
    reads.record ||= root === 'record'
    reads.starter ||= root === 'starter'
  }
  noteVariables(expression, { compiling, id, text })
  for (const use of expressionUses(expression)) {
    const places = compiling.names.expression(id, text, use.from, use.to)
    referAt(compiling.references, { to: use.address, at: id }, places)
  }
  return expression
}

const MOST_SHOWN = 200
const shortened = (text: string): string => (text.length > MOST_SHOWN ? `${text.slice(0, MOST_SHOWN)}…` : text)

function noteVariables(
  { uses }: CompiledExpression,
  { compiling, id, text }: { compiling: Compiling; id: string; text: string },
): void {
  for (const { entry, from, to } of uses) {
    if (entry?.of !== compiling.scope || FIXED_NAMES.includes(entry.name)) continue
    const [place] = compiling.names.expression(id, text, from, to)
    compiling.variableReads.push({ at: id, name: entry.name, ...(place && { offset: place.from }) })
  }
}

/** `=…` is FEEL, everything else a text. */
export function compileValue(element: CompilingElement, text: string): Value | null {
  if (!text.startsWith('=')) return { literal: text }
  const expression = compileExpression(element, text.slice(1).trim())
  return expression && { expression }
}

/** FEEL that must be true or false. */
export function compileCondition(element: CompilingElement, text: string): CompiledExpression | null {
  const expression = compileExpression(element, text)
  if (expression === null || expression.type === 'boolean' || expression.type === 'any') return expression
  const message = `The condition ${text} is not true or false. Compare it with something.`
  element.compiling.faults.at(element.id, 'flow.condition_not_boolean', message)
  return null
}
