import type { Evaluation } from '../compile/evaluation.ts'
import type { ExpressionFaultCode } from '../expression-fault.ts'
import type { FeelType } from '../feel-type.ts'

/** One way to call a built-in function. A function has several when DMN overloads it. */
export interface Builtin {
  parameters: readonly Parameter[]
  result: FeelType | ((types: readonly FeelType[]) => FeelType)
  /** Gets one value per parameter: of its type, or null where the parameter allows it. Gives null for what DMN calls an error. */
  run(args: any[], evaluation: Evaluation): unknown
  /** Looks at the arguments that are known when compiling (undefined for the others) for what can never work. */
  check?(args: readonly unknown[]): ConstantFault | undefined
  /** Steps of one call, where it is not the usual 2. */
  cost?: number
}

/** What is wrong with the argument of that index, whatever the scope holds. */
export interface ConstantFault {
  argument: number
  code: ExpressionFaultCode
  message: string
}

export interface Parameter {
  /** As DMN names it, for named arguments. */
  name: string
  type: FeelType
  /** May be left out or null; `run` gets null then. */
  optional?: true
  /** May be null without making the result null. */
  nullable?: true
  /** Any number of arguments; `run` gets them as one list. Only the last parameter. */
  rest?: true
  /** Only looked at: a value of the scope is not converted for it. */
  raw?: true
  /** For a function: the types that its own parameters will have, from those of the arguments before it. */
  given?: (types: readonly FeelType[]) => readonly FeelType[]
}

export type Builtins = Readonly<Record<string, readonly Builtin[]>>

/** A parameter that wants a value of `type`. */
export const wants = (name: string, type: FeelType): Parameter => ({ name, type })

/** A parameter that may be left out. */
export const maybe = (name: string, type: FeelType): Parameter => ({ name, type, optional: true })
