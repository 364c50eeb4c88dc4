import { recordFunctions } from '../kinds/entity/functions.ts'
import { noticeSend } from '../runtime/notice-function.ts'
import type { ModuleDefinition } from './sdk/define-function.ts'

/** Functions of the engine itself, by the module name that they begin with. A kind with functions adds a line here. */
export const builtinFunctions: readonly ModuleDefinition[] = [
  { name: 'notice', functions: [noticeSend] },
  { name: 'record', functions: recordFunctions },
]
