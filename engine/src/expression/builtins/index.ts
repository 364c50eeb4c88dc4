import type { Builtin } from './builtin.ts'
import { booleanBuiltins } from './boolean.ts'
import { conversionBuiltins } from './conversion.ts'
import { calendarBuiltins } from './calendar.ts'
import { contextBuiltins } from './context.ts'
import { listBuiltins } from './list.ts'
import { listChangeBuiltins } from './list-change.ts'
import { moneyBuiltins } from './money.ts'
import { numberBuiltins } from './number.ts'
import { patternBuiltins } from './pattern.ts'
import { rangeBuiltins } from './range.ts'
import { statisticsBuiltins } from './statistics.ts'
import { stringBuiltins } from './string.ts'
import { temporalBuiltins } from './temporal.ts'

/** The built-in functions of FEEL (DMN 1.5 §10.3.4) and ours for prices, by name, each with its overloads. */
export const builtins: ReadonlyMap<string, readonly Builtin[]> = new Map(
  Object.entries({
    ...conversionBuiltins,
    ...booleanBuiltins,
    ...stringBuiltins,
    ...patternBuiltins,
    ...listBuiltins,
    ...listChangeBuiltins,
    ...statisticsBuiltins,
    ...numberBuiltins,
    ...moneyBuiltins,
    ...temporalBuiltins,
    ...calendarBuiltins,
    ...rangeBuiltins,
    ...contextBuiltins,
  }),
)
