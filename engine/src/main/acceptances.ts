import type { RuleSetContent } from '../kinds/rule-set/content.ts'
import { acceptedByJsonRulesEngine } from '../kinds/rule-set/run/accept.ts'
import type { Acceptance } from '../runtime/publisher.ts'

/** A rule set is published only if json-rules-engine's own parser takes it: the format is theirs. */
const rulesAreAccepted: Acceptance = source => {
  if (source.kind !== 'rule-set') return []
  const refusal = acceptedByJsonRulesEngine(source.content as RuleSetContent)
  if (refusal === null) return []
  const place = source.locate('/rules')
  return [
    {
      code: 'rule_set.not_accepted',
      severity: 'error',
      message: refusal,
      file: source.file,
      ...place,
      pointer: '/rules',
    },
  ]
}

export const acceptances: readonly Acceptance[] = [rulesAreAccepted]
