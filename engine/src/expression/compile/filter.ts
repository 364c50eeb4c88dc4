import type { FeelType } from '../feel-type.ts'
import type { NodeOf } from '../syntax/feel-node.ts'
import { keyOf } from '../syntax/names.ts'
import { feelFromJson } from '../values/feel-json.ts'
import { isContext } from '../values/kind-of.ts'
import { toInteger } from '../values/number.ts'
import { Decimal } from '../../base/decimal.ts'
import { derived, value, type CompiledNode } from './compiled-node.ts'
import type { Compiling } from './compiling.ts'
import type { Evaluation } from './evaluation.ts'
import { slotValue, withName, type Names } from './names.ts'
import { entryOf } from './path.ts'
import { alternatives, compatible, elementType, isContextType, isUnknown, typeName } from './type-relations.ts'

/** `target[condition]`: the elements for which the condition is true, or the one at a position (1 first, -1 last). */
export function filter(compiling: Compiling, node: NodeOf<'filter'>, names: Names): CompiledNode {
  const slot = compiling.slot()
  const target = compiling.source(node.target, names)
  const element = elementType(target.type)
  const item = slotValue(slot, element, target)
  const condition = compiling.value(node.condition, itemNames(compiling, names, item))
  const weight = target.weight + condition.weight + 1
  if (condition.type === 'number')
    return derived(target, { type: element, run: positionRun(target, condition, slot), weight })
  if (condition.type === 'boolean')
    return derived(target, { type: { list: element }, run: selectRun(target, condition, slot), weight })
  if (!compatible(condition.type, { union: ['boolean', 'number'] })) {
    return compiling.fault(
      'expression.type',
      node.condition,
      `A filter wants a boolean or a position, not a ${typeName(condition.type)}.`,
    )
  }
  return unknownFilter(compiling, target, condition, slot)
}

function positionRun(target: CompiledNode, condition: CompiledNode, slot: number): CompiledNode['run'] {
  return evaluation => {
    const list = toList(target.run(evaluation))
    evaluation.slots[slot] = null
    return list && at(list, condition.run(evaluation))
  }
}

function selectRun(target: CompiledNode, condition: CompiledNode, slot: number): CompiledNode['run'] {
  return evaluation => {
    const list = toList(target.run(evaluation))
    return list && select(evaluation, list, condition, slot)
  }
}

/** Only the first element's condition tells whether it is a position or a test; the type of the result is open. */
function unknownFilter(
  compiling: Compiling,
  target: CompiledNode,
  condition: CompiledNode,
  slot: number,
): CompiledNode {
  compiling.reads(target.origin)
  const source = value(target)
  const run: CompiledNode['run'] = evaluation => {
    const list = toList(source.run(evaluation))
    if (!list) return null
    evaluation.slots[slot] = list[0] ?? null
    const first = condition.run(evaluation)
    return first instanceof Decimal ? at(list, first) : select(evaluation, list, condition, slot)
  }
  return { type: 'any', run, weight: target.weight + condition.weight + 1 }
}

function select(evaluation: Evaluation, list: readonly unknown[], condition: CompiledNode, slot: number): unknown[] {
  const selected = list.filter(item => {
    evaluation.spend(condition.weight)
    evaluation.slots[slot] = item
    return condition.run(evaluation) === true
  })
  return evaluation.madeList(selected)
}

function at(list: readonly unknown[], position: unknown): unknown {
  const index = position instanceof Decimal ? toInteger(position) : null
  if (index === null || index === 0) return null
  return list[index > 0 ? index - 1 : list.length + index] ?? null
}

const toList = (target: unknown): readonly unknown[] | null =>
  target === null ? null : Array.isArray(target) ? target : [target]

/** Inside a filter: the entries of the element, `item`, and what is known outside. */
function itemNames(compiling: Compiling, outer: Names, item: CompiledNode): Names {
  const names = withName(outer, 'item', item)
  if (isUnknown(item.type)) return withPossibleEntries(compiling, names, item)
  const contexts = alternatives(item.type).filter(isContextType)
  return contexts.reduce((inner, { context }) => withEntries(inner, item, context), names)
}

function withEntries(outer: Names, item: CompiledNode, shape: Readonly<Record<string, FeelType>>): Names {
  return {
    find: name => {
      const key = keyOf(shape, name)
      if (key === undefined) return outer.find(name)
      return { ...entryOf(item, key, shape[key]!), entry: { of: shape, name: key } }
    },
    *all() {
      yield* Object.keys(shape)
      yield* outer.all()
    },
    input: () => outer.input(),
  }
}

/** Of an element of unknown type any name may be an entry; only the value itself tells. */
function withPossibleEntries(compiling: Compiling, outer: Names, item: CompiledNode): Names {
  return {
    find(name) {
      const known = outer.find(name)
      if (name === 'item') return known
      compiling.reads(known?.origin)
      return {
        type: 'any',
        run: possibleEntry(item, name, known && value(known)),
        weight: 2,
        ...entryOrigin(item, name),
      }
    },
    all: () => outer.all(),
    input: () => outer.input(),
  }
}

const entryOrigin = (item: CompiledNode, name: string) => (item.origin ? { origin: [...item.origin, name] } : {})

function possibleEntry(item: CompiledNode, name: string, outer: CompiledNode | undefined): CompiledNode['run'] {
  return evaluation => {
    const element = item.run(evaluation)
    if (isContext(element) && Object.hasOwn(element, name)) return feelFromJson(element[name], 'any')
    return outer ? outer.run(evaluation) : null
  }
}
