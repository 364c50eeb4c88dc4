import { businessDay } from '../../base/business-day.ts'
import type { KindOperation, RunContext } from '../../runtime/context.ts'
import { RuleSetNotInForce } from './errors.ts'
import { evaluateRuleSet, type Decision } from './evaluate.ts'
import type { RuleSet } from './rule-set.ts'
import { versionOfDay, versionOfSnapshot } from './run/choose-version.ts'

/** At most one of `asOf` and `pinned`; neither: the version in force now. */
export interface EvaluateInput {
  inputs: Record<string, unknown>
  /** Decide with the version that was in force on this day, `YYYY-MM-DD`. */
  asOf?: string | null
  /** Decide with the version of a former snapshot (null: the present one), which was in force on that day. */
  pinned?: { snapshot: number | null; day: string }
  /** Leave out facts that the version does not know: an older run gives what the rules of its time asked for. */
  ignoreUnknown?: boolean
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
 * Decides, and says with which version. Throws UnknownDefinition, RuleSetNotInForce, RuleSetVersionBroken,
 * DefinitionVersionBroken, and what evaluateRuleSet throws.
 */
async function evaluate(name: string, input: EvaluateInput, ctx: RunContext): Promise<RecordedDecision> {
  const { compiled, version } = await choose(name, input, ctx)
  const inputs = input.ignoreUnknown ? knownInputs(compiled, input.inputs) : input.inputs
  return { ...evaluateRuleSet(compiled, inputs), ruleSet: name, version }
}

const knownInputs = ({ facts }: RuleSet, inputs: Record<string, unknown>): Record<string, unknown> =>
  Object.fromEntries(facts.flatMap(({ name }) => (name in inputs ? [[name, inputs[name]]] : [])))

async function choose(name: string, { asOf, pinned }: EvaluateInput, ctx: RunContext) {
  if (typeof asOf === 'string') return versionOfDay(ctx, name, asOf)
  const chosen = pinned
    ? await versionOfSnapshot(ctx, name, pinned.snapshot)
    : ctx.snapshot.get<RuleSet>('rule-set', name)
  checkInForce(chosen.compiled, pinned?.day ?? businessDay(ctx.clock.now()))
  return chosen
}

function checkInForce({ name, effective: { from, to } }: RuleSet, day: string): void {
  if ((from !== null && day < from) || (to !== null && day > to)) throw new RuleSetNotInForce(name, { day, from, to })
}
