import { nearest } from '../../base/nearest.ts'
import type { Builtin, Parameter } from '../builtins/builtin.ts'
import type { FeelType } from '../feel-type.ts'
import type { CallArguments, FeelNode, NodeOf } from '../syntax/feel-node.ts'
import { fitValue, MISFIT } from '../values/fit-value.ts'
import type { CompiledNode } from './compiled-node.ts'
import type { Compiling } from './compiling.ts'
import { Evaluation } from './evaluation.ts'
import { functionLiteral } from './function-literal.ts'
import type { Names } from './names.ts'
import { alternatives, commonType, compatible, elementType, isList, isUnknown, typeName } from './type-relations.ts'

/** A call of a built-in function: the overload is chosen by number and types of the arguments, at run time where types are open. */
export function builtinCall(compiling: Compiling, { node, name, overloads }: BuiltinCall, names: Names): CompiledNode {
  const called = overloads.flatMap(overload => {
    const args = arrange(node.arguments, overload.parameters)
    return args ? [{ overload, args }] : []
  })
  if (!called.length) return wrongArguments(compiling, { node, name, overloads })
  const compile = compileOnce(
    compiling,
    names,
    called.every(({ overload }) => overload.parameters[0]?.raw),
  )
  const candidates = called.map(({ overload, args }) => ({ overload, args: compileArguments(compile, overload, args) }))
  const fitting = candidates.filter(candidate => misfit(candidate) === undefined)
  if (!fitting.length) return wrongType(compiling, { node, name, overloads }, candidates[0]!)
  const chosen = isCertain(fitting[0]!) ? fitting.slice(0, 1) : fitting
  noteWrongValues(compiling, chosen, node)
  return finish(compiling, chosen)
}

export interface BuiltinCall {
  node: NodeOf<'call'>
  name: string
  overloads: readonly Builtin[]
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

type CompileArgument = (node: FeelNode, given: readonly FeelType[] | undefined) => CompiledNode

/** Overloads share their arguments: each is compiled once, so that its faults are noted once. */
function compileOnce(compiling: Compiling, names: Names, raw: boolean): CompileArgument {
  const compiled = new Map<FeelNode, CompiledNode>()
  return (node, given) => {
    let found = compiled.get(node)
    if (!found) {
      if (node.kind === 'function' && given) found = functionLiteral(compiling, node, names, given)
      else found = raw ? compiling.source(node, names) : compiling.value(node, names)
    }
    compiled.set(node, found)
    return found
  }
}

/** A function literal learns from the arguments before it what it will be called with. */
function compileArguments(
  compile: CompileArgument,
  overload: Builtin,
  args: readonly (FeelNode | undefined)[],
): (CompiledNode | undefined)[] {
  const compiled: (CompiledNode | undefined)[] = []
  for (const [i, arg] of args.entries()) {
    const given = parameterOf(overload, i).given?.(compiled.map(before => before?.type ?? 'null'))
    compiled.push(arg && compile(arg, given))
  }
  return compiled
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
  if (alternatives(wanted).length > 1) return alternatives(wanted).some(type => accepts(type, given))
  if (alternatives(given).length > 1) return alternatives(given).some(type => accepts(wanted, type))
  if (compatible(wanted, given) || isUnknown(elementType(given))) return true
  if (isList(wanted)) return !isList(given) && accepts(wanted.list, given)
  return isList(given) && compatible(wanted, given.list)
}

/** The types alone say that this overload is meant, so that the others need not be tried at run time. */
const isCertain = ({ overload, args }: Candidate) =>
  args.every((arg, i) => arg && !isUnknown(arg.type) && compatible(parameterOf(overload, i).type, arg.type))

/** A constant that no run will ever take, such as a pattern with a fault, is a fault of the text. */
function noteWrongValues(compiling: Compiling, chosen: readonly Candidate[], node: NodeOf<'call'>): void {
  for (const { overload, args } of chosen) {
    const values = args.map(arg => (arg ? knownValue(arg) : null))
    const fault = overload.check?.(values)
    if (fault) compiling.fault(fault.code, node.arguments.positional[fault.argument] ?? node, fault.message)
  }
}

const knownValue = (arg: CompiledNode) => (arg.constant ? arg.run(NOTHING) : undefined)

const NOTHING = new Evaluation({})

function finish(compiling: Compiling, fitting: readonly Candidate[]): CompiledNode {
  const runs = fitting.map(candidate => ({ overload: candidate.overload, read: reader(candidate) }))
  const args = fitting[0]!.args.filter(arg => arg !== undefined)
  const run = (evaluation: Evaluation) => {
    for (const { overload, read } of runs) {
      const values = read(evaluation)
      if (values) return overload.run(values, evaluation)
    }
    return null
  }
  const weight = args.reduce((sum, arg) => sum + arg.weight, fitting[0]!.overload.cost ?? 2)
  return compiling.folded({ type: commonResult(fitting), run, weight }, args)
}

function commonResult(fitting: readonly Candidate[]): FeelType {
  const results = fitting.map(({ overload, args }) =>
    typeof overload.result === 'function' ? overload.result(args.map(arg => arg?.type ?? 'null')) : overload.result,
  )
  return results.reduce(commonType)
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

function wrongArguments(compiling: Compiling, { node, name, overloads }: BuiltinCall): CompiledNode {
  const known = overloads.flatMap(({ parameters }) => parameters.map(parameter => parameter.name))
  const unknown = node.arguments.named.find(argument => !known.includes(argument.name))
  const usages = overloads.map(({ parameters }) => `\`${name}(${parameters.map(usage).join(', ')})\``)
  return compiling.fault(
    'expression.arguments',
    unknown?.span ?? node,
    `The arguments don't fit. It is called as ${usages.join(' or ')}.`,
    unknown && nearest(unknown.name, known),
  )
}

const usage = ({ name, optional, rest }: Parameter) => `${name}${optional ? '?' : ''}${rest ? ', …' : ''}`

function wrongType(compiling: Compiling, { node, name }: BuiltinCall, candidate: Candidate): CompiledNode {
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
    `\`${name}\` wants a ${typeName(parameter.type)} as \`${parameter.name}\`, not a ${given}.`,
  )
}
