import type { CompiledExpression } from '../../expression/index.ts'
import type { HitPolicy, OperatorName } from './content.ts'
import type { FactType } from './fact-type.ts'

/** What a rule set compiles to. Holds no state. */
export interface RuleSet {
  name: string
  title: string
  hitPolicy: HitPolicy
  /** In the author's order; a fact's slot is its index. */
  facts: Fact[]
  outputs: Output[]
  /** In the order in which they are looked at: priority, then position. */
  rules: Rule[]
  /** Days in force, both included; null is open. */
  effective: { from: string | null; to: string | null }
}

export interface Fact {
  name: string
  title: string
  type: FactType
  required: boolean
}

export interface Output {
  name: string
  title: string
  type: FactType
}

export interface Rule {
  key: string
  title: string
  condition: Condition
  /** One per output; absent ones are null. */
  results: Record<string, Result>
}

/** Values of the facts by slot, as FactType.read gives them; null is "not known". */
export type Slots = readonly unknown[]

export interface Condition {
  holds(slots: Slots): boolean
  /** The comparisons in it, in the author's order, for the trace. */
  comparisons: readonly Comparison[]
}

export interface Comparison {
  fact: string
  operator: OperatorName
  /** As the author wrote it. */
  expected: unknown
  slot: number
  holds(slots: Slots): boolean
}

export type Result = { literal: unknown } | { expression: CompiledExpression }
