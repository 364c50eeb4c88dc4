import { ExpressionLimitExceeded, expressionLimits } from '../expression-limits.ts'
import type { FeelType } from '../feel-type.ts'
import type { Binder, NodeOf } from '../syntax/feel-node.ts'
import { rangeSteps, steps } from '../values/steps.ts'
import { FeelRange } from '../values/range.ts'
import type { CompiledNode, Run } from './compiled-node.ts'
import type { Compiling } from './compiling.ts'
import type { Evaluation } from './evaluation.ts'
import { slotValue, withName, type Names } from './names.ts'
import {
  alternatives,
  commonType,
  compatible,
  elementType,
  isList,
  isRange,
  isUnknown,
  typeName,
} from './type-relations.ts'

/** `for a in …, b in … return …`: a list with one element per combination. `partial` is what was returned so far. */
export function forLoop(compiling: Compiling, node: NodeOf<'for'>, names: Names): CompiledNode {
  const loop = bind(compiling, node.binders, names)
  const partial = compiling.slot()
  const body = compiling.value(node.body, withName(loop.names, 'partial', partialResults(partial)))
  const run: Run = evaluation => {
    const results: unknown[] = []
    evaluation.slots[partial] = results
    const complete = walk(evaluation, loop.binders, body.weight, () => {
      evaluation.slots[partial] = results
      results.push(body.run(evaluation))
      if (results.length > expressionLimits.listLength) throw new ExpressionLimitExceeded('listLength')
      return true
    })
    return complete === null ? null : evaluation.madeList(results)
  }
  return { type: { list: body.type }, run, weight: loop.weight + body.weight }
}

/**
 * `some a in … satisfies …`: true when it holds for one combination, null when it can't be told, else false.
 * `every` is its mirror.
 */
export function quantified(compiling: Compiling, node: NodeOf<'quantified'>, names: Names): CompiledNode {
  const loop = bind(compiling, node.binders, names)
  const body = compiling.value(node.body, loop.names)
  if (!compatible(body.type, 'boolean')) {
    return compiling.fault(
      'expression.type',
      node.body,
      `The condition after \`satisfies\` must be a boolean, not a ${typeName(body.type)}.`,
    )
  }
  const deciding = node.quantifier === 'some'
  const run: Run = evaluation => {
    let result: boolean | null = !deciding
    const complete = walk(evaluation, loop.binders, body.weight, () => {
      const holds = body.run(evaluation)
      if (holds === deciding) result = deciding
      else if (typeof holds !== 'boolean') result = null
      return result !== deciding
    })
    return complete === null ? null : result
  }
  return { type: 'boolean', run, weight: loop.weight + body.weight }
}

interface BoundName {
  slot: number
  /** The elements to go through; null when the source is no list. */
  elements(evaluation: Evaluation): Iterable<unknown> | null
}

function bind(
  compiling: Compiling,
  binders: readonly Binder[],
  outer: Names,
): { binders: BoundName[]; names: Names; weight: number } {
  let names = outer
  let weight = 1
  const bound = binders.map(binder => {
    const slot = compiling.slot()
    const source = binder.to ? compiling.value(binder.source, names) : compiling.source(binder.source, names)
    const to = binder.to && compiling.value(binder.to, names)
    checkSource(compiling, binder, source.type)
    names = withName(
      names,
      binder.name,
      slotValue(slot, to ? commonType(source.type, to.type) : elementType(source.type), to ? {} : source),
    )
    weight += source.weight + (to?.weight ?? 0)
    return { slot, elements: elementsRun(source, to) }
  })
  return { binders: bound, names, weight }
}

function checkSource(compiling: Compiling, binder: Binder, type: FeelType): void {
  const fits = binder.to
    ? compatible(type, COUNTED)
    : isUnknown(type) ||
      alternatives(type).some(each => isList(each) || (isRange(each) && compatible(each.range, COUNTED)))
  if (!fits)
    compiling.fault(
      'expression.type',
      binder.source,
      `\`${binder.name}\` needs ${binder.to ? 'numbers or dates' : 'a list'} to go through, not a ${typeName(type)}.`,
    )
}

const COUNTED: FeelType = { union: ['number', 'date'] }

function elementsRun(source: CompiledNode, to: CompiledNode | undefined): BoundName['elements'] {
  if (to) return evaluation => steps(source.run(evaluation), to.run(evaluation), evaluation)
  return evaluation => {
    const elements = source.run(evaluation)
    if (elements instanceof FeelRange) return rangeSteps(elements, evaluation)
    return Array.isArray(elements) ? elements : null
  }
}

/** Calls `visit` per combination until it returns false; null when a source is no list. */
function walk(
  evaluation: Evaluation,
  binders: readonly BoundName[],
  weight: number,
  visit: () => boolean,
  depth = 0,
): boolean | null {
  const binder = binders[depth]
  if (!binder) return visit()
  const elements = binder.elements(evaluation)
  if (!elements) return null
  for (const element of elements) {
    evaluation.spend(weight)
    evaluation.slots[binder.slot] = element
    const goOn = walk(evaluation, binders, weight, visit, depth + 1)
    if (goOn !== true) return goOn
  }
  return true
}

/** A copy: the list grows while the loop runs, and a result that held it would hold itself. */
function partialResults(slot: number): CompiledNode {
  return {
    type: { list: 'any' },
    run: evaluation => evaluation.madeList([...(evaluation.slots[slot] as unknown[])]),
    weight: 1,
  }
}
