import type { Evaluation } from '../../compile/evaluation.ts'
import type { FeelType } from '../../feel-type.ts'
import type { JuelType } from '../juel-expression.ts'

/** Gives a JSON value or a Decimal. */
export type JuelRun = (evaluation: Evaluation) => unknown

/** What one step makes of the value before it. */
export type StepRun = (base: unknown, evaluation: Evaluation) => unknown

/** A node after compilation. */
export interface CompiledJuel {
  type: JuelType
  run: JuelRun
  /** Of a variable or an entry below it: the type that the scope declares. */
  declared?: FeelType
}

/** A value whose first steps are no plain reading, and how many steps it took. */
export interface RootAccess {
  value: CompiledJuel
  taken: number
}
