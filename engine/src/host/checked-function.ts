import type { InputProblem } from '../base/errors.ts'
import { FunctionInputInvalid, FunctionOutputInvalid, FunctionSchemaInvalid } from './function-errors.ts'
import { functionValidator, type Validator } from './function-validator.ts'
import type { FunctionDefinition } from './sdk/define-function.ts'

/**
 * The same function with its schemas enforced. Input is always checked. Output only of functions with effects: a pure
 * one runs on the hot path of rules and lists, and its own tests vouch for its result.
 * `run` throws FunctionInputInvalid (422, with pointers) and FunctionOutputInvalid.
 */
export function checkedFunction(definition: FunctionDefinition): FunctionDefinition {
  if (definition.input?.['type'] !== 'object')
    throw new FunctionSchemaInvalid(definition.name, 'its input schema must have "type": "object"')
  const input = compile(definition, 'input')
  if (definition.effect === 'pure') {
    compile(definition, 'output')
    return { ...definition, run: (value, context) => definition.run(accepted(definition.name, input, value), context) }
  }
  const output = compile(definition, 'output')
  const run: FunctionDefinition['run'] = async (value, context) => {
    const result: unknown = await definition.run(accepted(definition.name, input, value), context)
    refuse(output(result), problems => new FunctionOutputInvalid(definition.name, problems))
    return result
  }
  return { ...definition, run }
}

function compile(definition: FunctionDefinition, side: 'input' | 'output'): Validator {
  try {
    return functionValidator(definition[side])
  } catch (cause) {
    throw new FunctionSchemaInvalid(definition.name, `its ${side} schema is wrong (${(cause as Error).message})`, cause)
  }
}

function accepted(name: string, input: Validator, value: unknown): unknown {
  refuse(input(value), problems => new FunctionInputInvalid(name, problems))
  return value
}

function refuse(problems: InputProblem[], error: (problems: InputProblem[]) => Error): void {
  if (problems.length > 0) throw error(problems)
}
