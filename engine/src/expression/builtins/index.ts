import type { Builtin } from './builtin.ts'
import { booleanBuiltins } from './boolean.ts'
import { conversionBuiltins } from './conversion.ts'
import { listBuiltins } from './list.ts'
import { numberBuiltins } from './number.ts'
import { stringBuiltins } from './string.ts'
import { temporalBuiltins } from './temporal.ts'

/** The built-in functions of FEEL (DMN 1.5 §10.3.4) by name, each with its overloads. */
export const builtins: ReadonlyMap<string, readonly Builtin[]> = new Map(
  Object.entries({
    ...conversionBuiltins,
    ...booleanBuiltins,
    ...stringBuiltins,
    ...listBuiltins,
    ...numberBuiltins,
    ...temporalBuiltins,
  }),
)
