import { nearest } from '../base/nearest.ts'
import type { FunctionSignature } from '../metadata/function-signature.ts'
import type { FunctionRegistry } from '../runtime/function-registry.ts'
import { checkedFunction } from './checked-function.ts'
import { BadFunctionName, DuplicateFunction, FunctionSchemaInvalid } from './function-errors.ts'
import type { FunctionDefinition, ModuleDefinition } from './sdk/define-function.ts'

/** The registry with a list of its definitions, for the compiler of definitions and the case runner. */
export interface LoadedFunctions extends FunctionRegistry {
  /** Every function with its checks around it, in order of registration. */
  readonly all: readonly FunctionDefinition[]
}

const PART = '[a-z][a-z0-9]*(-[a-z0-9]+)*'
const FUNCTION_NAME = new RegExp(`^(${PART})\\.${PART}$`)
const EFFECTS = ['pure', 'transactional', 'external']

/**
 * Puts the functions of the engine, of modules and of plugins under one roof. Every call through it is checked against
 * the function's schemas (`checkedFunction`). Throws BadFunctionName, DuplicateFunction, FunctionSchemaInvalid: a
 * function that can't be trusted keeps the engine from starting.
 */
export function functionRegistry(owners: readonly ModuleDefinition[]): LoadedFunctions {
  const functions = new Map<string, FunctionDefinition>()
  for (const owner of owners) {
    for (const definition of owner.functions) {
      checkName(owner.name, definition)
      if (functions.has(definition.name)) throw new DuplicateFunction(definition.name)
      functions.set(definition.name, checkedFunction(definition))
    }
  }
  const all = [...functions.values()]
  const signatures = all.map(signature)
  return { all, get: name => functions.get(name), signatures: () => signatures }
}

function checkName(owner: string, definition: FunctionDefinition): void {
  const match = FUNCTION_NAME.exec(definition.name)
  if (match?.[1] !== owner) throw new BadFunctionName(owner, String(definition.name))
  if (typeof definition.title !== 'string' || typeof definition.run !== 'function')
    throw new FunctionSchemaInvalid(definition.name, 'it needs a title and a run function')
  if (!EFFECTS.includes(definition.effect)) {
    const meant = nearest(String(definition.effect), EFFECTS)
    throw new FunctionSchemaInvalid(
      definition.name,
      `its effect must be one of ${EFFECTS.join(', ')}${meant ? ` (did you mean ${meant}?)` : ''}`,
    )
  }
}

const signature = ({ name, title, effect, input, output }: FunctionDefinition): FunctionSignature => ({
  name,
  title,
  effect,
  input,
  output,
})
