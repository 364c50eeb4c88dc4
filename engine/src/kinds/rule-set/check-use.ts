import type { Findings } from '../../metadata/findings.ts'
import { pointerTo } from '../../metadata/json-pointer.ts'
import type { ConditionContent, RuleSetContent } from './content.ts'
import type { Comparison, Fact, Rule } from './rule-set.ts'

/** Warns of inputs that nothing asks for: whoever calls has to find out values that decide nothing. */
export function checkInputsUsed(
  content: RuleSetContent,
  { facts, rules }: { facts: readonly Fact[]; rules: readonly Rule[] },
  findings: Findings,
): void {
  const used = new Set([...(content.columns ?? []).flatMap(columnFact), ...rules.flatMap(readBy)])
  for (const { name } of facts) {
    if (used.has(name)) continue
    const message = `No rule asks for "${name}". Remove the input, or use it.`
    findings.fault(pointerTo('/inputs/properties', name), {
      code: 'rule_set.unused_input',
      message,
      severity: 'warning',
    })
  }
}

const columnFact = (column: NonNullable<RuleSetContent['columns']>[number]): string[] =>
  column.side === 'input' ? [column.fact] : []

const readBy = ({ condition, results }: Rule): string[] => [
  ...condition.comparisons.flatMap(comparedFacts),
  ...Object.values(results).flatMap(result =>
    'expression' in result ? result.expression.paths.flatMap(path => path.slice(0, 1)) : [],
  ),
]

function comparedFacts({ fact, expected }: Comparison): string[] {
  const other = (expected as { fact?: unknown } | null)?.fact
  return typeof other === 'string' ? [fact, other] : [fact]
}

/**
 * Warns of rules that are never taken, because one that is looked at before them asks for nothing that they don't ask for.
 * `rules` in the order in which they are looked at.
 */
export function checkReached(content: RuleSetContent, rules: readonly Rule[], findings: Findings): void {
  if (content.hit_policy !== 'first') return
  const places = new Map(content.rules.map((rule, i) => [rule.key, { rule, at: pointerTo('/rules', i, 'conditions') }]))
  /** Earlier rules by one of their conditions: who asks for a part of what a later one asks has it in common. */
  const earlier = new Map<string, { key: string; wants: readonly string[] }[]>([[NOTHING, []]])
  for (const { key } of rules) {
    const { rule, at } = places.get(key)!
    const wants = [...new Set(conjuncts(rule.conditions).map(wording))].sort()
    const asked = new Set(wants)
    const first = [NOTHING, ...wants]
      .flatMap(want => earlier.get(want) ?? [])
      .find(each => each.wants.every(want => asked.has(want)))
    if (first) {
      const message = `The rule "${key}" is never taken: "${first.key}", which comes before it, holds whenever it does.`
      findings.fault(at, { code: 'rule_set.rule_never_taken', message, severity: 'warning' })
    }
    const known = earlier.get(wants[0] ?? NOTHING)
    if (known) known.push({ key, wants })
    else earlier.set(wants[0]!, [{ key, wants }])
  }
}

/** Stands for the missing first condition of a rule that always holds. */
const NOTHING = ''

const conjuncts = (condition: ConditionContent): ConditionContent[] =>
  'all' in condition ? condition.all.flatMap(conjuncts) : [condition]

/** The same for conditions that say the same, in whichever order. */
function wording(condition: ConditionContent): string {
  if ('all' in condition) return JSON.stringify(['all', condition.all.map(wording).sort()])
  if ('any' in condition) return JSON.stringify(['any', condition.any.map(wording).sort()])
  if ('not' in condition) return JSON.stringify(['not', wording(condition.not)])
  return JSON.stringify([condition.fact, condition.operator, condition.value])
}
