import type { FeelType, ScopeShape } from '../../feel-type.ts'
import { decimalText } from '../../values/number.ts'
import type { BinaryOperator, JuelNode, NodeOf } from '../syntax/juel-node.ts'
import { writeComparison } from './write-comparison.ts'
import { writeMethod } from './write-method.ts'
import { atom, compound, condition, part, type Written } from './written.ts'

/** FEEL that gives the same wherever the JUEL gives a value; null where that is not sure. */
export function writeFeel(node: JuelNode, scope: ScopeShape): Written | null {
  return (writers[node.kind] as Write<JuelNode['kind']>)(node, scope)
}

type Write<Kind extends JuelNode['kind']> = (node: NodeOf<Kind>, scope: ScopeShape) => Written | null

const writers: { [Kind in JuelNode['kind']]: Write<Kind> } = {
  literal: writeLiteral,
  name: ({ name }, scope) => atom(name, Object.hasOwn(scope, name) ? scope[name]! : 'any', false),
  unary: writeUnary,
  chain: writeChain,
  choice: writeChoice,
  access: writeAccess,
  function: () => null,
}

function writeLiteral({ value }: NodeOf<'literal'>): Written | null {
  if (value === null) return atom('null', 'any', false)
  if (typeof value === 'boolean') return atom(String(value), 'boolean', true)
  if (typeof value !== 'string') return atom(decimalText(value), 'number', true)
  return CONTROL.test(value) ? null : atom(`"${value.replace(/["\\]/g, '\\$&')}"`, 'string', true)
}

function writeUnary(node: NodeOf<'unary'>, scope: ScopeShape): Written | null {
  const operand = writeFeel(node.operand, scope)
  if (operand === null) return null
  if (node.operator === 'empty') return writeEmpty(operand)
  if (node.operator === '-') {
    return operand.type === 'number' && operand.neverNull ? compound(`-${part(operand)}`, 'number') : null
  }
  const holds = condition(operand)
  return holds && atom(`not(${holds.text})`, 'boolean', true)
}

function writeEmpty(operand: Written): Written | null {
  const value = part(operand)
  if (operand.type === 'string') return compound(`${value} = null or ${value} = ""`, 'boolean')
  const isList = typeof operand.type === 'object' && 'list' in operand.type
  return isList ? compound(`${value} = null or count(${operand.text}) = 0`, 'boolean') : null
}

function writeChain(node: NodeOf<'chain'>, scope: ScopeShape): Written | null {
  const operators = node.rest.map(({ operator }) => operator)
  const operands = [node.first, ...node.rest.map(({ operand }) => operand)].map(each => writeFeel(each, scope))
  if (!operands.every(each => each !== null)) return null
  const first = operators[0]!
  if (first === '&&' || first === '||') return writeLogic(first === '&&' ? ' and ' : ' or ', operands)
  if (ARITHMETIC.includes(first)) return writeArithmetic(operators, operands)
  return operands.length === 2 ? writeComparison(first, operands[0]!, operands[1]!) : null
}

function writeLogic(sign: string, operands: readonly Written[]): Written | null {
  const conditions = operands.map(condition)
  return conditions.every(each => each !== null) ? compound(conditions.map(part).join(sign), 'boolean') : null
}

/** Null is zero to JUEL; the remainder has another sign in FEEL. */
function writeArithmetic(operators: readonly BinaryOperator[], operands: readonly Written[]): Written | null {
  if (operators.includes('%') || !operands.every(({ type, neverNull }) => type === 'number' && neverNull)) return null
  return compound(operands.map((each, i) => (i > 0 ? ` ${operators[i - 1]!} ` : '') + part(each)).join(''), 'number')
}

function writeChoice(node: NodeOf<'choice'>, scope: ScopeShape): Written | null {
  const holds = condition(writeFeel(node.condition, scope))
  const [then, otherwise] = [writeFeel(node.then, scope), writeFeel(node.otherwise, scope)]
  if (!holds || !then || !otherwise) return null
  const type = then.type === otherwise.type ? then.type : 'any'
  const text = `if ${holds.text} then ${part(then)} else ${part(otherwise)}`
  return compound(text, type, then.neverNull && otherwise.neverNull)
}

/** A path, with a method at its end at most. Entries of what may be a list are no path: FEEL would go through it. */
function writeAccess(node: NodeOf<'access'>, scope: ScopeShape): Written | null {
  let value = writeFeel(node.base, scope)
  for (const step of node.steps) {
    if (value === null) return null
    value =
      step.kind === 'entry' ? writeEntry(value, step.key) : writeMethod(value, step.name, written(step.args, scope))
  }
  return value
}

const written = (nodes: readonly JuelNode[], scope: ScopeShape) => nodes.map(each => writeFeel(each, scope))

function writeEntry(base: Written, key: JuelNode): Written | null {
  if (key.kind !== 'literal' || typeof key.value !== 'string' || !PLAIN_NAME.test(key.value)) return null
  return atom(`${part(base)}.${key.value}`, typeBelow(base.type, key.value), false)
}

const typeBelow = (type: FeelType, key: string): FeelType =>
  typeof type === 'object' && 'context' in type && Object.hasOwn(type.context, key) ? type.context[key]! : 'any'

const ARITHMETIC: readonly BinaryOperator[] = ['+', '-', '*', '/', '%']
/** FEEL writes them in another way, if at all. */
const CONTROL = /\p{Cc}/u
const PLAIN_NAME = /^[\p{L}_][\p{L}\p{N}_]*$/u
