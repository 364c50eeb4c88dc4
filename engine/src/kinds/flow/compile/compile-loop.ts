import type { ElementContent, LoopContent } from '../content.ts'
import type { Loop, Value } from '../graph.ts'
import { optional } from './compile-event.ts'
import type { CompilingElement } from './compiling.ts'
import { compileConditionText, compileValue } from './expression.ts'
import { noteReads } from './expression-notes.ts'
import { variableExpression } from './flow-expression.ts'

/** How often an activity is done; null when once, and when the loop has faults, which are reported. */
export function compileLoop({ loop, approval, type }: ElementContent, at: CompilingElement): Loop | null {
  if (loop === undefined) return null
  if (type === 'eventSubProcess') {
    const message = `The event subprocess ${at.id} is started by its event, once for each, and can't be a loop. Remove the marker.`
    at.compiling.faults.at(at.id, 'flow.unsupported_element', message)
    return null
  }
  if (approval !== undefined) {
    at.compiling.faults.at(at.id, 'flow.approval_multi_instance', APPROVAL)
    return null
  }
  return loop.type === 'multi' ? multiInstance(loop, at) : standardLoop(loop, at)
}

const APPROVAL =
  'An approval asks its people itself and is never multi-instance. Remove the marker and set mode="all", "any" or "sequential".'

function multiInstance(loop: Extract<LoopContent, { type: 'multi' }>, at: CompilingElement): Loop | null {
  const { sequential, elementVariable, outputCollection, outputElement, counterBase, completion, language } = loop
  if ((loop.cardinality === undefined) === (loop.collection === undefined)) {
    const message = `${at.id} is done several times and must say how often: either a collection or a cardinality.`
    at.compiling.faults.at(at.id, 'flow.loop_without_count', message)
    return null
  }
  const late = { ...at, late: true }
  return {
    type: 'multi',
    sequential,
    cardinality: count(loop.cardinality, at),
    collection: collectionOf(loop.collection, at),
    elementVariable: elementVariable ?? null,
    outputCollection: outputCollection ?? null,
    outputElement: optional(outputElement, late),
    completion: completion === undefined ? null : compileConditionText(late, completion, language),
    counterBase,
  }
}

function standardLoop(loop: Extract<LoopContent, { type: 'standard' }>, at: CompilingElement): Loop | null {
  const { testBefore, condition, language, maximum } = loop
  if (condition === undefined && maximum === undefined) {
    const message = `${at.id} is a loop without end: give it a condition or a maximum.`
    at.compiling.faults.at(at.id, 'flow.loop_without_count', message)
    return null
  }
  return {
    type: 'standard',
    testBefore,
    condition: condition === undefined ? null : compileConditionText(at, condition, language),
    maximum: count(maximum, at),
  }
}

/** A plain text is the name of a variable. */
function collectionOf(text: string | undefined, at: CompilingElement): Value | null {
  if (text === undefined) return null
  const value = compileValue(at, text)
  if (value === null || 'expression' in value) return value
  const { compiling, id } = at
  const name = text.trim()
  if (!Object.hasOwn(compiling.scope, name) && !compiling.open) {
    const names = { asked: name, known: Object.keys(compiling.scope) }
    compiling.faults.at(id, 'expression.unknown_name', `Nothing sets the collection "${name}".`, names)
    return null
  }
  compiling.variableReads.push({ at: id, name, late: false })
  const expression = variableExpression(name, compiling.scope[name] ?? 'any')
  noteReads(at, expression)
  return { expression }
}

/** How often, as a number that is not negative. */
function count(text: string | undefined, at: CompilingElement): Value | null {
  const value = optional(text, at)
  if (value === null || 'expression' in value || /^\d{1,9}$/.test(value.literal.trim())) return value
  const message = `"${value.literal}" is no number of times for ${at.id}. Write a whole number or an expression.`
  at.compiling.faults.at(at.id, 'flow.unknown_value', message)
  return null
}
