import { Defect } from '../base/errors.ts'
import { nearest } from '../base/nearest.ts'
import type { FunctionContext } from '../host/sdk/define-function.ts'
import type { RunContext } from './context.ts'
import type { FunctionRegistry } from './function-registry.ts'

/** Calls a registered function inside the command. Throws UnknownFunction, ExternalFunctionInline. */
export async function callFunction(
  functions: FunctionRegistry,
  name: string,
  input: Record<string, unknown>,
  ctx: RunContext,
): Promise<unknown> {
  const definition = functions.get(name)
  if (definition === undefined) throw new UnknownFunction(name, functions)
  if (definition.effect === 'external') throw new ExternalFunctionInline(name)
  // A pure function gets no context, so that it can't come to depend on one.
  return definition.run(input, definition.effect === 'pure' ? (undefined as unknown as FunctionContext) : { ctx })
}

export class UnknownFunction extends Defect {
  constructor(name: string, functions: FunctionRegistry) {
    const meant = nearest(
      name,
      functions.signatures().map(s => s.name),
    )
    super(
      'runtime.unknown_function',
      `No module or plugin registers the function ${name}${meant === undefined ? '' : ` (did you mean ${meant}?)`}.`,
    )
  }
}

export class ExternalFunctionInline extends Defect {
  constructor(name: string) {
    super(
      'runtime.external_function_inline',
      `${name} is external: it runs as a job after the commit, never inside a command.`,
    )
  }
}
