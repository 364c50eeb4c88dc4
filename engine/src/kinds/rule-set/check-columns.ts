import type { Findings } from '../../metadata/findings.ts'
import { pointerTo } from '../../metadata/json-pointer.ts'
import { checkKeys } from './check-keys.ts'
import type { RuleSetContent } from './content.ts'
import { checkOperator } from './check-operator.ts'
import type { Fact, Output } from './rule-set.ts'

/** Columns must name facts and results that exist; which rules they can show is for the table to say. */
export function checkColumns(
  { columns = [] }: RuleSetContent,
  { facts, outputs }: { facts: readonly Fact[]; outputs: readonly Output[] },
  findings: Findings,
): void {
  checkKeys('/columns', columns, findings)
  columns.forEach((column, i) => {
    const at = pointerTo('/columns', i)
    if (column.side === 'input') {
      const fact = facts.find(({ name }) => name === column.fact)
      if (fact) return checkOperator({ at, operator: column.operator, fact }, findings)
      return unknown(pointerTo(at, 'fact'), 'rule_set.unknown_fact', { name: column.fact, known: facts }, findings)
    }
    if (outputs.some(({ name }) => name === column.output)) return
    unknown(pointerTo(at, 'output'), 'rule_set.unknown_output', { name: column.output, known: outputs }, findings)
  })
}

function unknown(
  at: string,
  code: string,
  { name, known }: { name: string; known: readonly { name: string }[] },
  findings: Findings,
): void {
  const what = code === 'rule_set.unknown_fact' ? 'fact' : 'result'
  findings.unknown(at, { code, message: `There is no ${what} "${name}".`, name, known: known.map(each => each.name) })
}
