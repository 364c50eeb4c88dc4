import type { FunctionSignature } from '../../metadata/function-signature.ts'
import type { RunContext } from '../../runtime/context.ts'

/** What a function of a module gets beside its input. Pure functions get nothing. */
export interface FunctionContext {
  /** The command's context; `ctx.run('entity', …)` reads and writes records in the same transaction. */
  ctx: RunContext
  /** Key that is equal for every retry of one call; only for external functions. */
  idempotencyKey?: string
}

export interface FunctionDefinition<Input = any, Output = any> extends FunctionSignature {
  /**
   * `pure` functions return at once and are called with `undefined` as context: rules and expressions run them on the hot path.
   * `transactional` and `external` ones may be asynchronous.
   */
  run(input: Input, context: FunctionContext): Output | Promise<Output>
}

/** Declares a function that flows (and, if pure, rules and expressions) may call by name. */
export const defineFunction = <Input, Output>(
  definition: FunctionDefinition<Input, Output>,
): FunctionDefinition<Input, Output> => definition

/** What a module package exports as default. */
export interface ModuleDefinition {
  /** kebab-case; the functions' names begin with it. */
  name: string
  functions: FunctionDefinition[]
}

export const defineModule = (definition: ModuleDefinition): ModuleDefinition => definition
