import { InvalidInput } from '../../base/errors.ts'
import { nearest } from '../../base/nearest.ts'
import type { FeelFunction } from '../feel-functions.ts'
import { typeOfSchema } from '../schema-type.ts'
import type { FeelNode, NodeOf } from '../syntax/feel-node.ts'
import { feelToJson } from '../values/feel-json.ts'
import type { CompiledNode } from './compiled-node.ts'
import type { Compiling } from './compiling.ts'
import type { Evaluation } from './evaluation.ts'
import type { Names } from './names.ts'
import { compatible, isContextType, typeName } from './type-relations.ts'

/**
 * A call of a pure function of a module: `pricing.line_amounts(quantity, price)` by position, by name, or with one context
 * that is the whole argument. Null when a required argument is null or the function refuses its input (InvalidInput).
 */
export function functionCall(
  compiling: Compiling,
  { node, name, called }: { node: NodeOf<'call'>; name: string; called: FeelFunction },
  names: Names,
): CompiledNode {
  const { signature } = called
  if (signature.effect !== undefined && signature.effect !== 'pure') {
    return compiling.fault(
      'expression.not_pure',
      node.callee,
      `\`${name}\` does more than calculate; only a service task may call it.`,
    )
  }
  const parameters = parametersOf(signature.input)
  const whole = wholeArgument(compiling, node, names, parameters)
  if (whole) return finish(called, parameters, evaluation => whole.run(evaluation), whole.weight)
  const args = namedArguments(node, parameters)
  if (!args) return wrongArguments(compiling, { node, name }, parameters)
  const compiled = args.map(({ parameter, value }) => ({
    parameter,
    value: argument(compiling, { value, parameter, called: name }, names),
  }))
  const run = (evaluation: Evaluation) =>
    Object.fromEntries(compiled.map(arg => [arg.parameter.name, arg.value.run(evaluation)]))
  return finish(
    called,
    parameters,
    run,
    compiled.reduce((sum, arg) => sum + arg.value.weight, 1),
  )
}

interface ModuleParameter {
  name: string
  schema: Record<string, unknown>
  required: boolean
}

function parametersOf(input: Record<string, unknown>): ModuleParameter[] {
  const required = (input.required ?? []) as string[]
  return Object.entries((input.properties ?? {}) as Record<string, Record<string, unknown>>).map(([name, schema]) => ({
    name,
    schema,
    required: required.includes(name),
  }))
}

/** The one context that stands for all arguments, unless the first parameter itself wants a context. */
function wholeArgument(
  compiling: Compiling,
  node: NodeOf<'call'>,
  names: Names,
  parameters: readonly ModuleParameter[],
): CompiledNode | undefined {
  const { positional, named } = node.arguments
  const first = parameters[0] && typeOfSchema(parameters[0].schema)
  if (positional.length !== 1 || named.length || (first && isContextType(first))) return undefined
  if (positional[0]!.kind === 'context') return compiling.value(positional[0]!, names)
  const type = compiling.node(positional[0]!, names).type
  return isContextType(type) ? compiling.value(positional[0]!, names) : undefined
}

function namedArguments(
  node: NodeOf<'call'>,
  parameters: readonly ModuleParameter[],
): { parameter: ModuleParameter; value: FeelNode }[] | undefined {
  const { positional, named } = node.arguments
  if (positional.length > parameters.length) return undefined
  const given = [...positional.map((value, i) => ({ name: parameters[i]!.name, value })), ...named]
  const names = new Set(given.map(argument => argument.name))
  if (names.size < given.length || parameters.some(parameter => parameter.required && !names.has(parameter.name)))
    return undefined
  const args = given.map(({ name, value }) => ({
    parameter: parameters.find(parameter => parameter.name === name),
    value,
  }))
  return args.every(arg => arg.parameter) ? (args as { parameter: ModuleParameter; value: FeelNode }[]) : undefined
}

function argument(
  compiling: Compiling,
  { value, parameter, called }: { value: FeelNode; parameter: ModuleParameter; called: string },
  names: Names,
): CompiledNode {
  const compiled = compiling.value(value, names)
  const wanted = typeOfSchema(parameter.schema)
  if (compatible(compiled.type, wanted)) return compiled
  const message = `\`${called}\` wants a ${typeName(wanted)} as \`${parameter.name}\`, not a ${typeName(compiled.type)}.`
  return compiling.fault('expression.type', value, message)
}

function finish(
  called: FeelFunction,
  parameters: readonly ModuleParameter[],
  input: (evaluation: Evaluation) => unknown,
  weight: number,
): CompiledNode {
  const run = (evaluation: Evaluation): unknown => {
    const argument = feelToJson(input(evaluation)) as Record<string, unknown> | null
    if (!argument || parameters.some(({ name, required }) => required && (argument[name] ?? null) === null)) return null
    return refusedAsNull(() => called.run(withoutNulls(argument), undefined))
  }
  return { type: typeOfSchema(called.signature.output), run, raw: true, weight: weight + CALL_WEIGHT }
}

const CALL_WEIGHT = 20

const withoutNulls = (argument: Record<string, unknown>) =>
  Object.fromEntries(Object.entries(argument).filter(([, value]) => value !== null))

/** Only a refusal is an answer; a defect of the function must be seen. */
function refusedAsNull(compute: () => unknown): unknown {
  try {
    return compute() ?? null
  } catch (error) {
    if (error instanceof InvalidInput) return null
    throw error
  }
}

function wrongArguments(
  compiling: Compiling,
  { node, name }: { node: NodeOf<'call'>; name: string },
  parameters: readonly ModuleParameter[],
): CompiledNode {
  const known = parameters.map(parameter => parameter.name)
  const unknown = node.arguments.named.find(argument => !known.includes(argument.name))
  const usage = parameters.map(each => (each.required ? each.name : `${each.name}?`)).join(', ')
  return compiling.fault(
    'expression.arguments',
    unknown?.span ?? node,
    `The arguments don't fit. It is called as \`${name}(${usage})\`.`,
    unknown && nearest(unknown.name, known),
  )
}
