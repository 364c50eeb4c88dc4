import type { Comparison, Rule, Slots } from './rule-set.ts'

/** Why a rule held or didn't. All values are JSON. */
export interface RuleTrace {
  rule: string
  title: string
  matched: boolean
  /** Every comparison of the rule, also those that the decision didn't need. */
  conditions: { fact: string; operator: string; expected: unknown; actual: unknown; result: boolean }[]
}

/** Explains rules for one set of facts. Asks again instead of noting on the way, so that tracing can't change a decision. */
export const traceOf = (rules: readonly Rule[], slots: Slots, inputs: Readonly<Record<string, unknown>>): RuleTrace[] =>
  rules.map(rule => ({
    rule: rule.key,
    title: rule.title,
    matched: rule.condition.holds(slots),
    conditions: rule.condition.comparisons.map(comparison => explain(comparison, slots, inputs)),
  }))

function explain(
  comparison: Comparison,
  slots: Slots,
  inputs: Readonly<Record<string, unknown>>,
): RuleTrace['conditions'][number] {
  const { fact, operator, expected } = comparison
  return { fact, operator, expected, actual: inputs[fact] ?? null, result: comparison.holds(slots) }
}
