/** The door for modules and plugins: `@jingwei/engine/sdk`. */
export * from './host/sdk/define-function.ts'
export * from './host/sdk/define-plugin.ts'
export { Decimal, isDecimalText, roundHalfUp } from './base/decimal.ts'
export {
  Conflict,
  InvalidInput,
  JingweiError,
  NotAllowed,
  NotFound,
  Unavailable,
  type InputProblem,
} from './base/errors.ts'
export type { Log } from './base/log.ts'
