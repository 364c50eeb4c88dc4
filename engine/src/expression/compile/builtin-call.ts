import type { Builtin, Parameter } from '../builtins/builtin.ts'
import type { FeelType } from '../feel-type.ts'
import type { CallArguments, FeelNode, NodeOf } from '../syntax/feel-node.ts'
import { fitValue, MISFIT } from '../values/fit-value.ts'
import { folded, type CompiledNode } from './compiled-node.ts'
import type { Compiling } from './compiling.ts'
import type { Evaluation } from './evaluation.ts'
import type { Names } from './names.ts'
import { compatible, elementType, isList, isUnknown, typeName } from './type-relations.ts'

/** A call of a built-in function: the overload is chosen by number and types of the arguments, at run time where types are open. */
export function builtinCall(
  compiling: Compiling,
  node: NodeOf<'call'>,
  names: Names,
  overloads: readonly Builtin[],
): CompiledNode {
  const called = overloads.flatMap(overload => {
    const args = arrange(node.arguments, overload.parameters)
    return args ? [{ overload, args }] : []
  })
  if (!called.length) return wrongArguments(compiling, node, overloads)
  const compile = compileOnce(
    compiling,
    names,
    called.every(({ overload }) => overload.parameters[0]?.raw),
  )
  const candidates = called.map(({ overload, args }) => ({ overload, args: args.map(arg => arg && compile(arg)) }))
  const fitting = candidates.filter(candidate => misfit(candidate) === undefined)
  if (!fitting.length) return wrongType(compiling, node, candidates[0]!)
  return finish(isCertain(fitting[0]!) ? fitting.slice(0, 1) : fitting)
}

/** Arguments in the order of the parameters; what a rest parameter takes follows at the end. */
interface Candidate {
  overload: Builtin
  args: (CompiledNode | undefined)[]
}

/** Undefined when the arguments can't be meant for these parameters. */
function arrange(
  { positional, named }: CallArguments,
  parameters: readonly Parameter[],
): (FeelNode | undefined)[] | undefined {
  if (named.length) return arrangeNamed(named, parameters)
  const last = parameters.at(-1)
  const required = parameters.filter(parameter => !parameter.optional).length
  if (positional.length < required || (positional.length > parameters.length && !last?.rest)) return undefined
  return positional.length < parameters.length
    ? [...positional, ...Array(parameters.length - positional.length)]
    : positional
}

function arrangeNamed(
  named: CallArguments['named'],
  parameters: readonly Parameter[],
): (FeelNode | undefined)[] | undefined {
  const names = new Set(named.map(argument => argument.name))
  const known = named.every(argument => parameters.some(parameter => parameter.name === argument.name))
  const complete = parameters.every(parameter => parameter.optional || names.has(parameter.name))
  if (!known || !complete || names.size < named.length) return undefined
  return parameters.map(parameter => named.find(argument => argument.name === parameter.name)?.value)
}

/** Overloads share their arguments: each is compiled once, so that its faults are noted once. */
function compileOnce(compiling: Compiling, names: Names, raw: boolean): (node: FeelNode) => CompiledNode {
  const compiled = new Map<FeelNode, CompiledNode>()
  return node => {
    const found = compiled.get(node) ?? (raw ? compiling.source(node, names) : compiling.value(node, names))
    compiled.set(node, found)
    return found
  }
}

const parameterOf = (overload: Builtin, index: number) =>
  overload.parameters[Math.min(index, overload.parameters.length - 1)]!

/** Index of the first argument that certainly isn't what the parameter wants. */
function misfit({ overload, args }: Candidate): number | undefined {
  const index = args.findIndex((arg, i) => arg && !accepts(parameterOf(overload, i).type, arg.type))
  return index < 0 ? undefined : index
}

/** As `fitValue` at run time: a single value serves as a list of one, a list of one as its element. */
function accepts(wanted: FeelType, given: FeelType): boolean {
  if (compatible(wanted, given) || isUnknown(elementType(given))) return true
  if (isList(wanted)) return !isList(given) && accepts(wanted.list, given)
  return isList(given) && compatible(wanted, given.list)
}

/** The types alone say that this overload is meant, so that the others need not be tried at run time. */
const isCertain = ({ overload, args }: Candidate) =>
  args.every((arg, i) => arg && !isUnknown(arg.type) && compatible(parameterOf(overload, i).type, arg.type))

function finish(fitting: readonly Candidate[]): CompiledNode {
  const runs = fitting.map(candidate => ({ overload: candidate.overload, read: reader(candidate) }))
  const args = fitting[0]!.args.filter(arg => arg !== undefined)
  const run = (evaluation: Evaluation) => {
    for (const { overload, read } of runs) {
      const values = read(evaluation)
      if (values) return overload.run(values, evaluation)
    }
    return null
  }
  const weight = args.reduce((sum, arg) => sum + arg.weight, 2)
  return folded({ type: commonResult(fitting), run, weight }, args)
}

function commonResult(fitting: readonly Candidate[]): FeelType {
  const results = fitting.map(({ overload, args }) =>
    typeof overload.result === 'function' ? overload.result(args.map(arg => arg?.type ?? 'null')) : overload.result,
  )
  const first = results[0]!
  return results.every(result => result === first) ? first : 'any'
}

/** Reads and fits the arguments; undefined when one doesn't fit its parameter. */
function reader({ overload, args }: Candidate): (evaluation: Evaluation) => unknown[] | undefined {
  const { parameters } = overload
  const restAt = parameters.at(-1)?.rest ? parameters.length - 1 : args.length
  return evaluation => {
    const values: unknown[] = []
    for (let i = 0; i < args.length; i++) {
      const value = fitValue(args[i]?.run(evaluation) ?? null, parameterOf(overload, i))
      if (value === MISFIT) return undefined
      values.push(value)
    }
    return restAt < args.length ? [...values.slice(0, restAt), values.slice(restAt)] : values
  }
}

function wrongArguments(compiling: Compiling, node: NodeOf<'call'>, overloads: readonly Builtin[]): CompiledNode {
  const usages = overloads.map(({ parameters }) => `\`${node.name}(${parameters.map(usage).join(', ')})\``)
  return compiling.fault(
    'expression.arguments',
    node,
    `The arguments don't fit. It is called as ${usages.join(' or ')}.`,
  )
}

const usage = ({ name, optional, rest }: Parameter) => `${name}${optional ? '?' : ''}${rest ? ', …' : ''}`

function wrongType(compiling: Compiling, node: NodeOf<'call'>, candidate: Candidate): CompiledNode {
  const index = misfit(candidate)!
  const parameter = parameterOf(candidate.overload, index)
  const span =
    node.arguments.positional[index] ??
    node.arguments.named.find(argument => argument.name === parameter.name)?.span ??
    node
  const given = typeName(candidate.args[index]!.type)
  return compiling.fault(
    'expression.type',
    span,
    `\`${node.name}\` wants a ${typeName(parameter.type)} as \`${parameter.name}\`, not a ${given}.`,
  )
}
