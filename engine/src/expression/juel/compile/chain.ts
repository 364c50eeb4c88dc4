import type { BinaryOperator, NodeOf } from '../syntax/juel-node.ts'
import { calculate, type ArithmeticOperator } from '../values/arithmetic.ts'
import { toBoolean } from '../values/coerce.ts'
import { isEqual, order } from '../values/compare.ts'
import type { Payer } from '../../values/equality.ts'
import type { CompiledJuel, JuelRun } from './compiled-juel.ts'
import type { JuelCompiler } from './juel-compiler.ts'

/** `a + b - c`: operators of one level, from left to right. */
export function chain(compiler: JuelCompiler, node: NodeOf<'chain'>): CompiledJuel {
  const first = compiler.operand(node.first).run
  const rest = node.rest.map(({ operator, operand }) => ({ operator, run: compiler.operand(operand).run }))
  const { operator } = rest[0]!
  if (operator === '&&' || operator === '||') {
    const operands = [first, ...rest.map(({ run }) => run)]
    return { type: 'boolean', run: compiler.located(node, logic(operator, operands)) }
  }
  const type = isArithmetic(operator) ? 'number' : 'boolean'
  if (rest.length > 1) return { type, run: compiler.located(node, folded(first, rest)) }
  const apply = applying(operator)
  const second = rest[0]!.run
  return { type, run: compiler.located(node, each => apply(first(each), second(each), each)) }
}

/** EL 2.2 §1.9: each side is read as a boolean; what comes after the one that decides is not evaluated. */
const logic =
  (operator: '&&' | '||', operands: readonly JuelRun[]): JuelRun =>
  evaluation => {
    for (const run of operands) {
      if (toBoolean(run(evaluation)) === (operator === '||')) return operator === '||'
    }
    return operator === '&&'
  }

function folded(first: JuelRun, rest: readonly { operator: BinaryOperator; run: JuelRun }[]): JuelRun {
  const steps = rest.map(({ operator, run }) => ({ apply: applying(operator), run }))
  return evaluation => {
    let value = first(evaluation)
    for (const { apply, run } of steps) value = apply(value, run(evaluation), evaluation)
    return value
  }
}

type Apply = (a: unknown, b: unknown, payer: Payer) => unknown

function applying(operator: BinaryOperator): Apply {
  if (isArithmetic(operator)) {
    return (a, b, payer) => {
      payer.spend(ARITHMETIC)
      return calculate(operator, a, b)
    }
  }
  return comparisons[operator as keyof typeof comparisons]
}

const isArithmetic = (operator: BinaryOperator): operator is ArithmeticOperator => '+-*/%'.includes(operator)

/** Steps of one calculation: the slowest are quotients of numbers at the ends of the range. */
const ARITHMETIC = 100

const comparisons: Record<'==' | '!=' | '<' | '<=' | '>' | '>=', Apply> = {
  '==': isEqual,
  '!=': (a, b, payer) => !isEqual(a, b, payer),
  '<': (a, b, payer) => (order(a, b, payer) ?? 1) < 0,
  '<=': (a, b, payer) => (order(a, b, payer) ?? 1) <= 0,
  '>': (a, b, payer) => (order(a, b, payer) ?? -1) > 0,
  '>=': (a, b, payer) => (order(a, b, payer) ?? -1) >= 0,
}
