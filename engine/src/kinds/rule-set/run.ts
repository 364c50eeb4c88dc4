import { businessDay } from '../../base/business-day.ts'
import type { KindOperation, RunContext } from '../../runtime/context.ts'
import { RuleSetNotInForce } from './errors.ts'
import { evaluateRuleSet, type Decision } from './evaluate.ts'
import type { RuleSet } from './rule-set.ts'

export interface EvaluateInput {
  inputs: Record<string, unknown>
  /** Day for which the rule set must be in force, `YYYY-MM-DD`. Default: today. */
  asOf?: string | null
}

/** A decision with what it takes to prove it later. */
export interface RecordedDecision extends Decision {
  /** Name of the rule set. */
  ruleSet: string
  /** Version that decided; versions are immutable. */
  version: number
}

/** What other kinds reach through `ctx.run('rule-set', name, …)`. */
export const operations: Record<string, KindOperation> = { evaluate }

/**
 * Decides with the version of the command's snapshot. Throws UnknownDefinition, RuleSetNotInForce, and what evaluateRuleSet
 * throws.
 */
async function evaluate(name: string, { inputs, asOf }: EvaluateInput, ctx: RunContext): Promise<RecordedDecision> {
  const { compiled, version } = ctx.snapshot.get<RuleSet>('rule-set', name)
  checkInForce(compiled, asOf ?? businessDay(ctx.clock.now()))
  return { ...evaluateRuleSet(compiled, inputs), ruleSet: name, version }
}

function checkInForce({ name, effective: { from, to } }: RuleSet, day: string): void {
  if ((from !== null && day < from) || (to !== null && day > to)) throw new RuleSetNotInForce(name, { day, from, to })
}
