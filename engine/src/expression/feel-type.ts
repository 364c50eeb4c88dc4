/** Static types of the checker (DMN 1.5 §10.3.2.9). `any` is unknown and accepted everywhere. */
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
  | { context: Readonly<Record<string, FeelType>> }

/** Names an expression may use, with their types. */
export type ScopeShape = Readonly<Record<string, FeelType>>
