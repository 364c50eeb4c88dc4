import { nearest } from '../../base/nearest.ts'
import type { FunctionShape } from '../feel-type.ts'
import type { CallArguments, NodeOf } from '../syntax/feel-node.ts'
import { excerpt } from '../syntax/excerpt.ts'
import { FunctionValue } from '../values/function-value.ts'
import type { CompiledNode } from './compiled-node.ts'
import type { Compiling } from './compiling.ts'
import type { Evaluation } from './evaluation.ts'
import type { Names } from './names.ts'
import { alternatives, compatible, isFunctionType, isUnknown, typeName } from './type-relations.ts'

/** `f(1)(2)`, `{f: function(a) a}.f(1)`: the call of a value. Null when it is no function or the arguments don't fit. */
export function valueCall(compiling: Compiling, node: NodeOf<'call'>, names: Names): CompiledNode {
  const callee = compiling.value(node.callee, names)
  const shapes = alternatives(callee.type).filter(isFunctionType)
  if (!shapes.length && !isUnknown(callee.type)) {
    const message = `${excerpt(compiling.text(node.callee))} is a ${typeName(callee.type)} and can't be called.`
    return compiling.fault('expression.type', node.callee, message)
  }
  const args = compileArguments(compiling, node.arguments, names)
  const shape = shapes.length === 1 ? shapes[0]!.function : undefined
  if (shape && !checkArguments(compiling, node, shape, args)) return wrongArguments(compiling, node, shape)
  const run: CompiledNode['run'] = evaluation => {
    const called = callee.run(evaluation)
    return called instanceof FunctionValue ? callWith(evaluation, called, args) : null
  }
  return { type: shape?.result ?? 'any', run, weight: args.reduce((sum, arg) => sum + arg.weight, callee.weight + 2) }
}

type Argument = CompiledNode & { name?: string }

function compileArguments(compiling: Compiling, { positional, named }: CallArguments, names: Names): Argument[] {
  return [
    ...positional.map(value => compiling.value(value, names)),
    ...named.map(({ name, value }) => ({ ...compiling.value(value, names), name })),
  ]
}

function callWith(evaluation: Evaluation, called: FunctionValue, args: readonly Argument[]): unknown {
  const places = args.map((arg, i) => (arg.name === undefined ? i : called.shape.names.indexOf(arg.name)))
  if (places.includes(-1) || new Set(places).size < called.shape.names.length) return null
  const values: unknown[] = []
  args.forEach((arg, i) => (values[places[i]!] = arg.run(evaluation)))
  return called.call(values, evaluation)
}

/** False when number or names of the arguments don't fit; a wrong type is noted here. */
function checkArguments(
  compiling: Compiling,
  { arguments: { positional, named } }: NodeOf<'call'>,
  { names, parameters }: FunctionShape,
  args: readonly Argument[],
): boolean {
  const places = args.map((arg, i) => (arg.name === undefined ? i : names.indexOf(arg.name)))
  if (places.includes(-1) || new Set(places).size !== args.length || args.length !== names.length) return false
  args.forEach((arg, i) => {
    const wanted = parameters[places[i]!]!
    if (compatible(wanted, arg.type)) return
    const span = positional[i] ?? named[i]!.span
    const message = `The function wants a ${typeName(wanted)} as \`${names[places[i]!]}\`, not a ${typeName(arg.type)}.`
    compiling.fault('expression.type', span, message)
  })
  return true
}

function wrongArguments(compiling: Compiling, node: NodeOf<'call'>, { names }: FunctionShape): CompiledNode {
  const unknown = node.arguments.named.find(argument => !names.includes(argument.name))
  const message = `The arguments don't fit. It is called as \`(${names.join(', ')})\`.`
  return compiling.fault(
    'expression.arguments',
    unknown?.span ?? node,
    message,
    unknown && nearest(unknown.name, names),
  )
}
