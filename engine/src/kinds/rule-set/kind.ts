import { defineKind } from '../../metadata/kind.ts'
import { ruleSetChanges } from './changes.ts'
import { compileRuleSet } from './compile.ts'
import type { RuleSetContent } from './content.ts'
import type { RuleSet } from './rule-set.ts'
import schema from './schema.json' with { type: 'json' }

/** Decisions: pricing, discounts, authority, routing, gates. The decision table is a view of the same file. */
export const ruleSetKind = defineKind<RuleSetContent, RuleSet>({
  name: 'rule-set',
  folder: 'rule-sets',
  suffix: '.rule-set.json',
  schema,
  compile: compileRuleSet,
  changeWords: ruleSetChanges,
})
