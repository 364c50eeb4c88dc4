import { Decimal } from '../../base/decimal.ts'
import type { FeelType } from '../feel-type.ts'
import type { Binder, NodeOf } from '../syntax/feel-node.ts'
import { toInteger } from '../values/number.ts'
import { FeelRange } from '../values/range.ts'
import type { CompiledNode, Run } from './compiled-node.ts'
import type { Compiling } from './compiling.ts'
import type { Evaluation } from './evaluation.ts'
import { slotValue, withName, type Names } from './names.ts'
import { compatible, elementType, isList, isRange, isUnknown, typeName } from './type-relations.ts'

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
  elements(evaluation: Evaluation): readonly unknown[] | null
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
    names = withName(names, binder.name, slotValue(slot, to ? 'number' : elementType(source.type), to ? {} : source))
    weight += source.weight + (to?.weight ?? 0)
    return { slot, elements: elementsRun(source, to) }
  })
  return { binders: bound, names, weight }
}

function checkSource(compiling: Compiling, binder: Binder, type: FeelType): void {
  const fits = binder.to
    ? compatible(type, 'number')
    : isUnknown(type) || isList(type) || (isRange(type) && compatible(type.range, 'number'))
  if (!fits)
    compiling.fault(
      'expression.type',
      binder.source,
      `\`${binder.name}\` needs ${binder.to ? 'numbers' : 'a list'} to go through, not a ${typeName(type)}.`,
    )
}

function elementsRun(source: CompiledNode, to: CompiledNode | undefined): BoundName['elements'] {
  if (to) return evaluation => counting(evaluation, source.run(evaluation), to.run(evaluation))
  return evaluation => {
    const elements = source.run(evaluation)
    return elements instanceof FeelRange
      ? rangeElements(evaluation, elements)
      : Array.isArray(elements)
        ? elements
        : null
  }
}

function rangeElements(evaluation: Evaluation, range: FeelRange): readonly unknown[] | null {
  const all = counting(evaluation, range.low, range.high)
  return all && all.slice(range.lowIncluded ? 0 : 1, range.highIncluded ? undefined : -1)
}

/** Whole numbers from one to the other, both included, upwards or downwards. */
function counting(evaluation: Evaluation, from: unknown, to: unknown): Decimal[] | null {
  const first = from instanceof Decimal ? toInteger(from, LARGEST) : null
  const last = to instanceof Decimal ? toInteger(to, LARGEST) : null
  if (first === null || last === null) return null
  const length = Math.abs(last - first) + 1
  evaluation.spend(length)
  const step = first <= last ? 1 : -1
  return Array.from({ length }, (_, i) => new Decimal(first + i * step))
}

const LARGEST = 1e12

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
  evaluation.spend(elements.length * weight)
  for (const element of elements) {
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
