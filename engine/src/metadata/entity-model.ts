import type { CompiledExpression } from '../expression/compiled-expression.ts'

/**
 * What an entity compiles to. Shared by the store (table shape), the record runtime, forms, pages, flows and rules,
 * and so it lives here, below the kinds.
 */
export interface EntityModel {
  name: string
  title: string
  /** Field whose value names a record to people. */
  display: string
  /** Text fields (dotted over one reference allowed) that the search box looks in. */
  search: string[]
  unique: string[][]
  indexes: string[][]
  /** Rows are reference data, part of the configuration. */
  reference: boolean
  retention: string | null
  /** In the author's order; line items are a field of type `lines`. */
  fields: FieldModel[]
  byName: Readonly<Record<string, FieldModel>>
  states: StateMachine | null
  validations: Validation[]
  /**
   * Order in which computed fields are calculated, dependencies first: `lines.gross` for a line's field, `amount` for a
   * record's.
   */
  computeOrder: string[]
  /** Order in which lookups are made, dependencies first, all of them before anything is computed. Same names. */
  lookupOrder: string[]
}

export type FieldType =
  'text' | 'integer' | 'decimal' | 'boolean' | 'date' | 'instant' | 'enum' | 'reference' | 'texts' | 'lines'

export interface FieldModel {
  name: string
  /** As references name it: `entity/contract#lines.gross`. */
  address?: string
  title: string
  description?: string
  type: FieldType
  required: boolean
  /** Clients may not set it (computed, looked up, numbered, state field). */
  readOnly: boolean
  maxLength?: number
  multiline?: boolean
  pattern?: string
  /** Decimals: digits in all and after the point. Money is 18, 2. */
  precision?: number
  scale?: number
  /** ISO 4217 code, for money. */
  currency?: string
  /** The number is a percentage: 13.5 means 13.5 %. */
  percent?: boolean
  /** Bounds; decimal text for decimals, digits for integers. */
  minimum?: string
  maximum?: string
  exclusiveMinimum?: string
  exclusiveMaximum?: string
  options?: { value: string; title: string }[]
  /** Entity that a reference points to. */
  target?: string
  default?: { literal: unknown } | { expression: CompiledExpression }
  computed?: CompiledExpression
  lookup?: Lookup
  /** Number sequence, e.g. `CT-{yyyy}-{0000000}`. */
  sequence?: { pattern: string }
  sensitivity?: string
  /** Name that the field had before: its values are taken over. */
  renamedFrom?: string
  /** Fields of a line; only for type `lines`. */
  fields?: FieldModel[]
  minItems?: number
  maxItems?: number
}

/** A value copied by the server from another record. */
export type Lookup =
  | { by: 'reference'; reference: string; field: string }
  | {
      by: 'match'
      entity: string
      lines?: string
      where: { field: string; value: CompiledExpression }[]
      field: string
    }

export interface StateMachine {
  field: string
  initial: string
  transitions: Transition[]
}

export interface Transition {
  key: string
  title: string
  from: string[]
  to: string
  /** Only flows and functions may do it. */
  system: boolean
}

export interface Validation {
  key: string
  message: string
  fields: string[]
  expression: CompiledExpression
}
