import { Decimal } from '../../base/decimal.ts'
import type { FeelType } from '../feel-type.ts'
import type { ComparisonOperator, NodeOf, Span } from '../syntax/feel-node.ts'
import { equalValues, type Payer } from '../values/equality.ts'
import { inRange } from '../values/in-range.ts'
import { compareValues } from '../values/ordering.ts'
import { FeelRange } from '../values/range.ts'
import type { CompiledNode } from './compiled-node.ts'
import type { Compiling } from './compiling.ts'
import type { Names } from './names.ts'
import { alternatives, compatible, isUnknown, typeName } from './type-relations.ts'

/** `a < b` and its like: null when the values can't be compared; `=` and `!=` know null, the others give null for it. */
export function comparison(compiling: Compiling, node: NodeOf<'comparison'>, names: Names): CompiledNode {
  const left = compiling.value(node.left, names)
  const right = compiling.value(node.right, names)
  checkComparable(compiling, node, { operator: node.operator, left: left.type, right: right.type })
  const compare = comparators[node.operator]
  return {
    type: 'boolean',
    run: evaluation => compare(left.run(evaluation), right.run(evaluation), evaluation),
    weight: left.weight + right.weight + 1,
  }
}

/** `a between b and c`, both included. */
export function between(compiling: Compiling, node: NodeOf<'between'>, names: Names): CompiledNode {
  const [subject, low, high] = [node.value, node.low, node.high].map(part => compiling.value(part, names)) as [
    CompiledNode,
    CompiledNode,
    CompiledNode,
  ]
  checkComparable(compiling, node.low, { operator: '<=', left: subject.type, right: low.type })
  checkComparable(compiling, node.high, { operator: '<=', left: subject.type, right: high.type })
  const run: CompiledNode['run'] = evaluation => {
    const bounds = { low: low.run(evaluation), high: high.run(evaluation), lowIncluded: true, highIncluded: true }
    return bounds.low === null || bounds.high === null ? null : inRange(subject.run(evaluation), new FeelRange(bounds))
  }
  return { type: 'boolean', run, weight: subject.weight + low.weight + high.weight + 1 }
}

export const comparators: Record<ComparisonOperator, (a: unknown, b: unknown, payer: Payer) => boolean | null> = {
  '=': equalValues,
  '!=': (a, b, payer) => negated(equalValues(a, b, payer)),
  '<': (a, b, payer) => ordered(a, b, payer, order => order < 0),
  '<=': (a, b, payer) => ordered(a, b, payer, order => order <= 0),
  '>': (a, b, payer) => ordered(a, b, payer, order => order > 0),
  '>=': (a, b, payer) => ordered(a, b, payer, order => order >= 0),
}

/** Notes a fault when the comparison can only give null. */
export function checkComparable(
  compiling: Compiling,
  span: Span,
  { operator, left, right }: { operator: ComparisonOperator; left: FeelType; right: FeelType },
): void {
  const unordered = [left, right].find(type => !alternatives(type).some(isOrdered))
  if (operator !== '=' && operator !== '!=' && unordered !== undefined) {
    compiling.fault(
      'expression.type',
      span,
      `A ${typeName(unordered)} has no order, so \`${operator}\` can't compare it.`,
    )
  } else if (!compatible(left, right)) {
    compiling.fault(
      'expression.type',
      span,
      `A ${typeName(left)} can't be compared with a ${typeName(right)}.${hint(left, right)}`,
    )
  }
}

const isOrdered = (type: FeelType) => isUnknown(type) || ORDERED.includes(type)

const ORDERED: readonly FeelType[] = ['number', 'string', 'date', 'time', 'date and time', 'duration']

function hint(left: FeelType, right: FeelType): string {
  const types = [left, right]
  if (types.includes('date') && types.includes('date and time')) return ' Take the day of it with `date(…)`.'
  return types.includes('string') && types.includes('date') ? ' Write the date as @"2026-01-31".' : ''
}

const negated = (value: boolean | null) => (value === null ? null : !value)

function ordered(a: unknown, b: unknown, payer: Payer, holds: (order: number) => boolean): boolean | null {
  if (typeof a === 'string') payer.spend(a.length >> 4)
  const order = a instanceof Decimal && b instanceof Decimal ? a.comparedTo(b) : compareValues(a, b)
  return order === null ? null : holds(order)
}
