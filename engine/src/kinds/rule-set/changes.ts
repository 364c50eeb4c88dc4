import type { ChangeWords } from '../../metadata/compare/change-words.ts'

/** Callers give the facts and read the results; which rows there are is the decision's own business. */
export const ruleSetChanges: readonly ChangeWords[] = [
  { at: '/inputs/properties/*/title', noun: 'fact', impact: 'none' },
  { at: '/inputs/properties/*/description', noun: 'fact', impact: 'none' },
  { at: '/inputs/properties/*/oneOf/*', noun: 'choice' },
  { at: '/inputs/properties/*', noun: 'fact', impact: { remove: 'breaking', replace: 'breaking' } },
  { at: '/inputs/properties/*/**', noun: 'fact', codes: { replace: 'fact_retyped' }, impact: 'breaking' },
  {
    at: '/inputs/required/*',
    noun: 'fact',
    codes: { add: 'fact_required', remove: 'fact_optional' },
    impact: { add: 'breaking' },
  },
  { at: '/outputs/properties/*/title', noun: 'result', impact: 'none' },
  { at: '/outputs/properties/*', noun: 'result', impact: { remove: 'breaking', replace: 'breaking' } },
  { at: '/outputs/properties/*/**', noun: 'result', codes: { replace: 'result_retyped' }, impact: 'breaking' },
  {
    at: '/outputs/required/*',
    noun: 'result',
    codes: { add: 'result_required', remove: 'result_optional' },
    impact: { remove: 'breaking' },
  },
  { at: '/columns', noun: 'columns', impact: 'none' },
  { at: '/columns/*', noun: 'column', impact: 'none' },
  { at: '/columns/*/**', noun: 'column', impact: 'none' },
  { at: '/rules/*/title', noun: 'rule', impact: 'none' },
  { at: '/rules/*/description', noun: 'rule', impact: 'none' },
  // Which rule counts depends on the order.
  { at: '/rules/*', noun: 'rule', impact: 'safe' },
  { at: '/rules/*/**', noun: 'rule' },
  { at: '/effective/**', noun: 'effective' },
]
