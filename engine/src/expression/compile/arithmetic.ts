import { Decimal } from '../../base/decimal.ts'
import type { FeelType } from '../feel-type.ts'
import type { ArithmeticOperator, NodeOf } from '../syntax/feel-node.ts'
import { addDuration, difference, divideDuration, multiplyDuration } from '../values/duration-arithmetic.ts'
import { DaysTimeDuration, YearsMonthsDuration, isDuration } from '../values/durations.ts'
import { bounded } from '../values/number.ts'
import type { CompiledNode, Run } from './compiled-node.ts'
import type { Compiling } from './compiling.ts'
import type { Evaluation } from './evaluation.ts'
import type { Names } from './names.ts'
import { alternatives, anyOf, isUnknown, typeName } from './type-relations.ts'

/** `a + b` and its like (DMN 1.5 §10.3.2.13 tables 55 to 58). Null when an operand is null or doesn't fit. */
export function arithmetic(compiling: Compiling, node: NodeOf<'arithmetic'>, names: Names): CompiledNode {
  const left = compiling.value(node.left, names)
  const right = compiling.value(node.right, names)
  const type = commonResult(node.operator, left.type, right.type)
  if (type === undefined) {
    const hint =
      node.operator === '+' && [left.type, right.type].includes('string')
        ? ' Use `string(…)` to join a number to a text.'
        : ''
    return compiling.fault(
      'expression.type',
      node,
      `\`${node.operator}\` can't take a ${typeName(left.type)} and a ${typeName(right.type)}.${hint}`,
    )
  }
  const numbers = left.type === 'number' && right.type === 'number'
  const run = numbers ? numberRun(node.operator, left.run, right.run) : anyRun(node.operator, left.run, right.run)
  return { type, run, weight: left.weight + right.weight + COST[node.operator] }
}

/** `-a`, for numbers and durations. */
export function negation(compiling: Compiling, node: NodeOf<'negation'>, names: Names): CompiledNode {
  const operand = compiling.value(node.operand, names)
  const possible = alternatives(operand.type).some(type => isUnknown(type) || type === 'number' || type === 'duration')
  if (!possible) {
    return compiling.fault('expression.type', node, `\`-\` can't take a ${typeName(operand.type)}.`)
  }
  return {
    type: operand.type === 'null' ? 'any' : operand.type,
    run: e => negate(operand.run(e)),
    weight: operand.weight + 1,
  }
}

const onNumbers: Record<ArithmeticOperator, (a: Decimal, b: Decimal, evaluation: Evaluation) => Decimal | null> = {
  '+': (a, b) => bounded(a.plus(b)),
  '-': (a, b) => bounded(a.minus(b)),
  '*': (a, b) => bounded(a.times(b)),
  '/': (a, b) => (b.isZero() ? null : bounded(a.dividedBy(b))),
  '**': power,
}

/** A whole exponent is multiplied out; any other needs logarithms to 34 digits. */
function power(a: Decimal, b: Decimal, evaluation: Evaluation): Decimal | null {
  if (!b.isInteger()) evaluation.spend(1_000)
  return bounded(a.pow(b))
}

function numberRun(operator: ArithmeticOperator, left: Run, right: Run): Run {
  const compute = onNumbers[operator]
  return evaluation => {
    const a = left(evaluation)
    if (a === null) return null
    const b = right(evaluation)
    return b === null ? null : compute(a as Decimal, b as Decimal, evaluation)
  }
}

function anyRun(operator: ArithmeticOperator, left: Run, right: Run): Run {
  const compute = onValues[operator]
  return evaluation => {
    const a = left(evaluation)
    const b = right(evaluation)
    if (a instanceof Decimal && b instanceof Decimal) return onNumbers[operator](a, b, evaluation)
    if (operator === '+' && typeof a === 'string' && typeof b === 'string') return evaluation.madeText(a + b)
    if (a === null || b === null) return null
    evaluation.spend(CALENDAR)
    return compute(a, b)
  }
}

/** Steps of adding months to a date in some zone, by measure. */
const CALENDAR = 40

const onValues: Record<ArithmeticOperator, (a: unknown, b: unknown) => unknown> = {
  '+': (a, b) => (isDuration(b) ? addDuration(a, b, 1) : isDuration(a) ? addDuration(b, a, 1) : null),
  '-': (a, b) => (isDuration(b) ? addDuration(a, b, -1) : difference(a, b)),
  '*': (a, b) => multiplyDuration(a, b) ?? multiplyDuration(b, a),
  '/': (a, b) => divideDuration(a, b),
  '**': () => null,
}

function negate(value: unknown): unknown {
  if (value instanceof Decimal) return value.negated()
  if (value instanceof DaysTimeDuration) return new DaysTimeDuration(0 - value.ms)
  return value instanceof YearsMonthsDuration ? new YearsMonthsDuration(0 - value.months) : null
}

const TEMPORAL: readonly FeelType[] = ['date', 'time', 'date and time']

/** Of what the two sides may be, all combinations that can be. */
const commonResult = (operator: ArithmeticOperator, a: FeelType, b: FeelType): FeelType | undefined =>
  anyOf(alternatives(a).flatMap(left => alternatives(b).flatMap(right => resultType(operator, left, right) ?? [])))

/** Steps that 34 digits take, by measure. */
const COST: Record<ArithmeticOperator, number> = { '+': 1, '-': 1, '*': 2, '/': 4, '**': 30 }

/** Undefined when no values of these types can be combined. */
function resultType(operator: ArithmeticOperator, a: FeelType, b: FeelType): FeelType | undefined {
  if (isUnknown(a) || isUnknown(b)) return openType(operator, a, b)
  if (a === 'number' && b === 'number') return 'number'
  if (operator === '+') return sumType(a, b) ?? sumType(b, a)
  if (operator === '-' && TEMPORAL.includes(a))
    return b === 'duration' ? a : subtractable(a, b) ? 'duration' : undefined
  if (a !== 'duration') return operator === '*' && a === 'number' && b === 'duration' ? 'duration' : undefined
  if (b === 'duration') return operator === '-' ? 'duration' : operator === '/' ? 'number' : undefined
  return b === 'number' && (operator === '*' || operator === '/') ? 'duration' : undefined
}

const subtractable = (a: FeelType, b: FeelType) => a === b || (a !== 'time' && b !== 'time' && TEMPORAL.includes(b))

function sumType(a: FeelType, b: FeelType): FeelType | undefined {
  if (a === 'string' && b === 'string') return 'string'
  return b === 'duration' && (a === 'duration' || TEMPORAL.includes(a)) ? a : undefined
}

const ARITHMETIC: readonly FeelType[] = ['number', 'duration', ...TEMPORAL]

/** One side is not known: what the other side leaves open. */
function openType(operator: ArithmeticOperator, a: FeelType, b: FeelType): FeelType | undefined {
  const known = isUnknown(a) ? b : a
  if (isUnknown(known)) return operator === '**' ? 'number' : 'any'
  if (known === 'string') return operator === '+' ? 'string' : undefined
  if (!ARITHMETIC.includes(known)) return undefined
  if (operator === '**') return known === 'number' ? 'number' : undefined
  return known === 'number' && (operator === '+' || operator === '-' || (operator === '/' && !isUnknown(a)))
    ? 'number'
    : 'any'
}
