import type { Findings } from '../../metadata/findings.ts'
import { pointerTo } from '../../metadata/json-pointer.ts'
import type { OperatorName } from './content.ts'
import { operators } from './operators/index.ts'
import type { Fact } from './rule-set.ts'

/** Notes a fault when a fact of its type can't be asked that. */
export function checkOperator(
  { at, operator, fact }: { at: string; operator: OperatorName; fact: Fact },
  findings: Findings,
): void {
  if (operators[operator].accepts(fact.type)) return
  const usable = Object.entries(operators).filter(([, each]) => each.accepts(fact.type))
  const message = `"${fact.name}" is ${fact.type.wanted}; "${operator}" can't be asked of it. Use ${usable.map(([name]) => name).join(', ')}.`
  findings.fault(pointerTo(at, 'operator'), { code: 'rule_set.operator_type', message })
}
