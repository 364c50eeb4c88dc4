import type { LintRule } from './lint-rule.ts'
import { duplicateFlow } from './rules/duplicate-flow.ts'
import { fakeJoin } from './rules/fake-join.ts'
import { implicitSplit } from './rules/implicit-split.ts'
import { joinFork } from './rules/join-fork.ts'
import { labelMissing } from './rules/label-missing.ts'
import { notDrawn } from './rules/not-drawn.ts'
import { superfluousGateway } from './rules/superfluous-gateway.ts'

const rules: Readonly<Record<string, LintRule>> = {
  'fake-join': fakeJoin,
  'superfluous-gateway': superfluousGateway,
  'join-fork': joinFork,
  'implicit-split': implicitSplit,
  'duplicate-flow': duplicateFlow,
  'label-missing': labelMissing,
  'not-drawn': notDrawn,
}

/**
 * A plugin of bpmnlint: what makes a diagram hard to read or means something else than it looks like. What can't run, or
 * never would do what it says, is told by the compiler; these are warnings only.
 */
export const lintPlugin = {
  rules,
  configs: { recommended: { rules: Object.fromEntries(Object.keys(rules).map(name => [name, 'warn' as const])) } },
} as const
