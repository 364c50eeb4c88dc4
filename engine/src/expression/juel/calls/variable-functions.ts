import type { CompiledJuel } from '../compile/compiled-juel.ts'
import type { JuelCompiler } from '../compile/juel-compiler.ts'
import { operand } from '../compile/operand.ts'
import { variableOf } from '../compile/variable.ts'
import type { JuelType } from '../juel-expression.ts'
import type { NodeOf } from '../syntax/juel-node.ts'
import type { Payer } from '../../values/equality.ts'
import { NotComparable } from '../juel-errors.ts'
import { order } from '../values/compare.ts'
import { isEmpty } from '../values/is-empty.ts'
import { holds, sameValue } from '../values/same-value.ts'
import { toText } from '../values/to-text.ts'
import { valueKind } from '../values/value-kind.ts'
import { knownName, variableName } from './variable-name.ts'

/** Flowable's functions over one variable: `vars:eq(amount, 5)`. A variable that does not exist is null for them. */
export function variableFunction(compiler: JuelCompiler, node: NodeOf<'function'>): CompiledJuel | undefined {
  const called = node.prefix === null || !PREFIXES.includes(node.prefix) ? undefined : functionOf(node.name)
  if (called === undefined) return undefined
  compiler.checkCount(node, `${node.prefix}:${node.name}`, node.args.length, called.count)
  const [first, ...rest] = node.args
  if (first === undefined) return { type: 'any', run: () => null }
  // Flowable takes a bare name for the variable itself, not for the name that it holds.
  const name = first.kind === 'name' ? knownName(compiler, first.name) : variableName(compiler, first)
  const variable = operand({ ...name, run: evaluation => variableOf(evaluation, name.run(evaluation)) })
  const args = rest.map(arg => compiler.operand(arg).run)
  const run = compiler.located(node, evaluation =>
    called.run(
      variable.run(evaluation),
      args.map(arg => arg(evaluation)),
      evaluation,
    ),
  )
  return { type: called.type, run }
}

interface VariableFunction {
  count: readonly [number, number]
  type: JuelType
  /** `value` is undefined when there is no such variable. */
  run(value: unknown, args: readonly unknown[], payer: Payer): unknown
}

const PREFIXES: readonly string[] = ['variables', 'vars', 'var']

const MANY = 100

const test = (
  holdsFor: (value: unknown, args: readonly unknown[], payer: Payer) => boolean,
  count: readonly [number, number] = [2, 2],
): VariableFunction => ({ count, type: 'boolean', run: holdsFor })

const given = (run: (value: unknown, other: unknown) => unknown, most = 2): VariableFunction => ({
  count: [most, most],
  type: 'any',
  run: (value, [other]) => run(value, other) ?? null,
})

const functions: Readonly<Record<string, VariableFunction>> = {
  contains: test((value, parts, payer) => parts.every(part => containsOne(value, part, payer)), [2, MANY]),
  containsAny: test((value, parts, payer) => parts.some(part => containsOne(value, part, payer)), [2, MANY]),
  equals: test((value, [other], payer) => sameValue(value, other, payer)),
  exists: test(value => value !== undefined && value !== null, [1, 1]),
  get: given(value => value, 1),
  getOrDefault: given((value, otherwise) => value ?? otherwise),
  getOrDefaultIfNotExist: given((value, otherwise) => (value === undefined ? otherwise : value)),
  greaterThan: test((value, [other], payer) => (typedOrder(value, other, payer) ?? -1) > 0),
  greaterThanOrEquals: test((value, [other], payer) => (typedOrder(value, other, payer) ?? -1) >= 0),
  isEmpty: test(value => !isObject(value) && isEmpty(value), [1, 1]),
  isNotEmpty: test(value => isObject(value) || !isEmpty(value), [1, 1]),
  lowerThan: test((value, [other], payer) => (typedOrder(value, other, payer) ?? 1) < 0),
  lowerThanOrEquals: test((value, [other], payer) => (typedOrder(value, other, payer) ?? 1) <= 0),
  notEquals: test((value, [other], payer) => !sameValue(value, other, payer)),
}

const ALIASES: Readonly<Record<string, string>> = {
  empty: 'isEmpty',
  eq: 'equals',
  exist: 'exists',
  greaterThanOrEqual: 'greaterThanOrEquals',
  gt: 'greaterThan',
  gte: 'greaterThanOrEquals',
  lessThan: 'lowerThan',
  lessThanOrEqual: 'lowerThanOrEquals',
  lessThanOrEquals: 'lowerThanOrEquals',
  lowerThanOrEqual: 'lowerThanOrEquals',
  lt: 'lowerThan',
  lte: 'lowerThanOrEquals',
  ne: 'notEquals',
  notEmpty: 'isNotEmpty',
}

/** Every function and alias, for the documentation. */
export const variableFunctionNames: readonly string[] = [...Object.keys(functions), ...Object.keys(ALIASES)].sort()

function functionOf(name: string): VariableFunction | undefined {
  const plain = Object.hasOwn(ALIASES, name) ? ALIASES[name]! : name
  return Object.hasOwn(functions, plain) ? functions[plain] : undefined
}

/** Flowable has no conversion here: a text and a number are not compared. */
function typedOrder(value: unknown, other: unknown, payer: Payer): number | null {
  const [left, right] = [valueKind(value), valueKind(other)]
  if (left !== right && left !== 'null' && right !== 'null') throw new NotComparable(left, right)
  return left === 'null' || right === 'null' ? null : order(value, other, payer)
}

function containsOne(value: unknown, part: unknown, payer: Payer): boolean {
  if (Array.isArray(value)) return holds(value, part, payer)
  if (typeof value !== 'string') return false
  const searched = toText(part, payer)
  payer.spend((value.length * searched.length) >> 9)
  return part !== null && value.includes(searched)
}

const isObject = (value: unknown) => valueKind(value) === 'object'
