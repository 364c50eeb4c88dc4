import { Engine } from 'json-rules-engine'
import type { RuleProperties } from 'json-rules-engine'
import type { RuleContent, RuleSetContent } from '../content.ts'

/**
 * Whether the parser of json-rules-engine takes every rule: its message with the rule's key, or null when it does. Asked when
 * a rule set is published, so that what we call its format stays its format.
 */
export function acceptedByJsonRulesEngine(content: Pick<RuleSetContent, 'rules'>): string | null {
  const engine = new Engine()
  for (const rule of content.rules) {
    try {
      engine.addRule(ruleProperties(rule))
    } catch (error) {
      return `Rule ${rule.key}: ${error instanceof Error ? error.message : String(error)}`
    }
  }
  return null
}

/** A copy: the parser writes into what it is given. */
function ruleProperties({ key, conditions, event, priority }: RuleContent): RuleProperties {
  return structuredClone({
    name: key,
    conditions,
    event,
    ...(priority !== undefined && { priority }),
  }) as unknown as RuleProperties
}
