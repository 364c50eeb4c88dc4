import { evaluateRuleSet, type Decision } from '../../kinds/rule-set/evaluate.ts'
import type { RuleSet } from '../../kinds/rule-set/rule-set.ts'
import type { CaseRunner, CaseWorld } from '../run-cases.ts'

/** `given` are the inputs, `then` part of the outputs (null when no rule matches). */
export const runRuleSetCase: CaseRunner = (name, { given }, world) => decide(name, given, world).outputs

/** Decides, and notes the rules that decided. */
export function decide(name: string, inputs: Record<string, unknown>, world: CaseWorld): Decision {
  const decision = evaluateRuleSet(world.compiled<RuleSet>('rule-set', name), inputs)
  world.reached.add(
    `rule-set/${name}`,
    decision.matched.map(rule => rule.key),
  )
  return decision
}
