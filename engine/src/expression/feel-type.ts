/** Static types of the checker (DMN 1.5 §10.3.2.9). `any` is unknown and accepted everywhere. Every type holds null too. */
export type FeelType =
  | 'any'
  | 'null'
  | 'number'
  | 'string'
  | 'boolean'
  | 'date'
  | 'time'
  | 'date and time'
  | 'duration'
  | { list: FeelType }
  | { range: FeelType }
  /** `optional` names the entries that a value may lack; reading one gives null. */
  | { context: Readonly<Record<string, FeelType>>; optional?: readonly string[] }
  | { function: FunctionShape }
  /** One of several; never nested, never with `any`. */
  | { union: readonly FeelType[] }

/** What the checker knows of a function that is a value. */
export interface FunctionShape {
  names: readonly string[]
  parameters: readonly FeelType[]
  result: FeelType
}

/** Names an expression may use, with their types. Names may hold spaces and operators, as imported models have them. */
export type ScopeShape = Readonly<Record<string, FeelType>>
