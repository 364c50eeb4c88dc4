import { evaluateRuleSet } from '../../kinds/rule-set/evaluate.ts'
import type { RuleSet } from '../../kinds/rule-set/rule-set.ts'
import type { CaseRunner } from '../run-cases.ts'

/** `given` are the inputs, `then` part of the outputs (null when no rule matches). */
export const runRuleSetCase: CaseRunner = (name, { given }, world) =>
  evaluateRuleSet(world.compiled<RuleSet>('rule-set', name), given).outputs
