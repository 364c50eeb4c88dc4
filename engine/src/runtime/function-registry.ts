import type { FunctionDefinition } from '../host/sdk/define-function.ts'
import type { FunctionSignature } from '../metadata/function-signature.ts'

/** All registered functions of modules, plugins and the engine itself, by name. Filled by host/ at start. */
export interface FunctionRegistry {
  get(name: string): FunctionDefinition | undefined
  signatures(): FunctionSignature[]
}
