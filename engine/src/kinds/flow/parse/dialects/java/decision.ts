import type { ElementContent } from '../../../content.ts'
import type { Foreign } from '../../foreign.ts'
import { present } from '../../present.ts'
import type { ElementReading } from '../../element-reading.ts'

const RESULTS: Readonly<Record<string, ElementContent['mapDecision']>> = {
  singleEntry: 'single_entry',
  singleResult: 'single_result',
  collectEntries: 'collect_entries',
  resultList: 'result_list',
}

const BINDINGS: Readonly<Record<string, string>> = { latest: 'current', deployment: 'pinned' }

/** A decision by its name: one of our rule sets. Undefined: the task says no decision. */
export function readDecision(
  said: Foreign,
  at: ElementReading,
  core: ElementContent,
): Partial<ElementContent> | undefined {
  const decision = said.attribute('decisionRef')
  if (decision === undefined) return undefined
  const binding = said.attribute('decisionRefBinding') ?? 'latest'
  said.attribute('decisionRefVersion')
  if (/[$#]\{/.test(decision)) return at.refuse('Which rule set decides must be fixed: decisionRef is an expression.')
  if (BINDINGS[binding] === undefined && core.binding === undefined)
    return at.refuse(`Decisions are not bound by "${binding}". Use latest or deployment, or set jw:binding.`)
  return {
    ruleSet: decision,
    binding: BINDINGS[binding] ?? 'current',
    resultVariable: said.attribute('resultVariable') ?? 'decisionResult',
    ...(present({
      mapDecision: RESULTS[said.attribute('mapDecisionResult') ?? 'resultList'],
    }) as Partial<ElementContent>),
  }
}
