import { isFlow, type LintRule } from '../lint-rule.ts'
import { bodyOf, type ModdleElement } from '../../parse/moddle-element.ts'

/** Two flows between the same elements under the same condition are taken together: what follows is done twice. */
export const duplicateFlow: LintRule = () => ({
  check(node, reporter) {
    if (!isFlow(node)) return
    const beside = ((node['$parent']?.['flowElements'] ?? []) as ModdleElement[]).filter(isFlow)
    const first = beside.find(other => saysTheSame(other, node))
    if (first === node || first === undefined) return
    const message = `${node['id']} leads from ${node['sourceRef']?.id} to ${node['targetRef']?.id} as ${first['id']} does, and what follows is done twice. Remove one of them.`
    reporter.report(node['id'], message)
  },
})

const saysTheSame = (a: ModdleElement, b: ModdleElement): boolean =>
  a['sourceRef'] === b['sourceRef'] &&
  a['targetRef'] === b['targetRef'] &&
  bodyOf(a['conditionExpression']) === bodyOf(b['conditionExpression'])
