/** A rule set as its author writes it (schema.json). */
export interface RuleSetContent {
  $kind: 'rule-set'
  name: string
  title: string
  description?: string
  purpose?: Purpose
  hit_policy: HitPolicy
  inputs: ValueSchemas
  outputs: ValueSchemas
  columns?: ColumnContent[]
  rules: RuleContent[]
  effective?: { from?: string; to?: string }
}

/** What its decisions are for; it limits the version that a flow may decide with. */
export type Purpose = 'gate' | 'compliance' | 'price' | 'other'

export type HitPolicy = 'first' | 'unique' | 'any' | 'collect' | 'max'

export interface ValueSchemas {
  type: 'object'
  required?: string[]
  properties: Record<string, ValueSchema>
}

export interface ValueSchema {
  type: 'string' | 'integer' | 'boolean' | 'array'
  format?: 'decimal' | 'date' | 'date-time'
  title?: string
  description?: string
  oneOf?: { const: string; title?: string }[]
  items?: { type: 'string' }
}

export type ColumnContent = { key: string; title?: string } & (
  { side: 'input'; fact: string; operator: OperatorName } | { side: 'output'; output: string }
)

export interface RuleContent {
  key: string
  title?: string
  description?: string
  priority?: number
  conditions: GroupContent
  event: { type: string; params: Record<string, Scalar> }
}

export type GroupContent = { all: ConditionContent[] } | { any: ConditionContent[] } | { not: ConditionContent }

export type ConditionContent = GroupContent | ComparisonContent

export interface ComparisonContent {
  fact: string
  operator: OperatorName
  value: Scalar | Scalar[] | { fact: string }
}

export type Scalar = string | number | boolean | null

export type OperatorName =
  | 'equal'
  | 'notEqual'
  | 'lessThan'
  | 'lessThanInclusive'
  | 'greaterThan'
  | 'greaterThanInclusive'
  | 'in'
  | 'notIn'
  | 'contains'
  | 'doesNotContain'
