import type { FeelType } from '../feel-type.ts'
import { normalName } from '../syntax/names.ts'
import type { NodeOf } from '../syntax/feel-node.ts'
import { compareValues } from '../values/ordering.ts'
import { FeelRange } from '../values/range.ts'
import type { CompiledNode } from './compiled-node.ts'
import { checkComparable } from './comparison.ts'
import type { Compiling } from './compiling.ts'
import { slotValue, withName, type Names } from './names.ts'
import { commonType } from './type-relations.ts'

/** `[a, b, …]` */
export function list(compiling: Compiling, node: NodeOf<'list'>, names: Names): CompiledNode {
  const items = node.items.map(item => compiling.value(item, names))
  const element = items
    .map(item => item.type)
    .reduce<FeelType | undefined>((all, type) => (all ? commonType(all, type) : type), undefined)
  const run: CompiledNode['run'] = evaluation => evaluation.madeList(items.map(item => item.run(evaluation)))
  return compiling.folded(
    { type: { list: element === 'null' ? 'any' : (element ?? 'any') }, run, weight: weigh(items) },
    items,
  )
}

/** `{ a: 1, b: a + 1 }`: later entries see earlier ones. A key that comes twice is a fault. */
export function context(compiling: Compiling, node: NodeOf<'context'>, outer: Names): CompiledNode {
  let names = outer
  const entries = node.entries.map(({ key, value }) => {
    const compiled = compiling.value(value, names)
    const slot = compiling.slot()
    names = withName(names, normalName(key), slotValue(slot, compiled.type, {}))
    return { key, slot, ...compiled }
  })
  const keys = new Set(entries.map(entry => entry.key))
  if (keys.size < entries.length)
    return compiling.fault('expression.syntax', node, 'Two entries of this context have one name.')
  const run: CompiledNode['run'] = evaluation =>
    evaluation.madeContext(
      Object.fromEntries(entries.map(({ key, slot, run }) => [key, (evaluation.slots[slot] = run(evaluation))])),
    )
  const type = { context: Object.fromEntries(entries.map(entry => [entry.key, entry.type])) }
  return { type, run, weight: weigh(entries) }
}

/** `[a..b]`, `(a..b)`; null when the ends have no order. */
export function range(compiling: Compiling, node: NodeOf<'range'>, names: Names): CompiledNode {
  const low = compiling.value(node.low, names)
  const high = compiling.value(node.high, names)
  checkComparable(compiling, node, { operator: '<=', left: low.type, right: high.type })
  const { lowIncluded, highIncluded } = node
  const run: CompiledNode['run'] = evaluation => {
    const range = { low: low.run(evaluation), high: high.run(evaluation), lowIncluded, highIncluded }
    return ordered(range.low ?? range.high, range.high ?? range.low) ? new FeelRange(range) : null
  }
  return compiling.folded(
    { type: { range: commonType(low.type, high.type) }, run, weight: low.weight + high.weight + 1 },
    [low, high],
  )
}

const ordered = (low: unknown, high: unknown) => low === null || compareValues(low, high) !== null

const weigh = (nodes: readonly CompiledNode[]) => nodes.reduce((sum, node) => sum + node.weight, 1)
