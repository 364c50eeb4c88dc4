import type { PlanDecisions } from '../cli/commands/pack-plan-options.ts'
import type { Side } from '../metadata/merge/merge-result.ts'
import type { PackPlan } from '../runtime/packs/pack-plan.ts'

/** What a call decides about the conflicts of a plan: those that it names, and the others by `--take`. */
export function planChoices(
  { conflicts }: Pick<PackPlan, 'conflicts'>,
  { choices, take }: Pick<PlanDecisions, 'choices' | 'take'>,
): Record<string, Side> {
  const rest = conflicts.filter(({ key }) => take !== null && !Object.hasOwn(choices, key))
  return { ...choices, ...Object.fromEntries(rest.map(({ key }) => [key, take!])) }
}

/** A plan is applied when somebody wished it and nothing speaks against it. */
export const isToApply = ({ open, diagnostics }: PackPlan, { apply }: Pick<PlanDecisions, 'apply'>): boolean =>
  apply && open === 0 && !diagnostics.some(each => each.severity === 'error')
