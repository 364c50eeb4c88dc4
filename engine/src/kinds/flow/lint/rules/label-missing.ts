import { flowsAt, isFlow, isNamed, type LintRule } from '../lint-rule.ts'
import type { ModdleElement } from '../../parse/moddle-element.ts'

/** What a reader of the diagram has to be told in words: tasks, end events, questions and their answers. */
export const labelMissing: LintRule = () => ({
  check(node, reporter) {
    if (isNamed(node)) return
    const why = SORTS.find(([is]) => is(node))?.[1]
    if (why !== undefined) reporter.report(node['id'], `${node['id']} has no name. ${why}`)
  },
})

const SORTS: readonly (readonly [(node: ModdleElement) => boolean, string])[] = [
  [node => node.$instanceOf('bpmn:Task') || node.$type === 'bpmn:CallActivity', 'Say what is done.'],
  [node => node.$type === 'bpmn:EndEvent', 'Say what has been reached: a run tells its outcome by it.'],
  [asksSomething, 'Write the question that it decides.'],
  [answersSomething, 'Write the answer for which it is taken.'],
]

function asksSomething(node: ModdleElement): boolean {
  const asks = node.$type === 'bpmn:ExclusiveGateway' || node.$type === 'bpmn:InclusiveGateway'
  return asks && flowsAt(node).outgoing.length > 1
}

/** The default is the answer that needs no words. */
function answersSomething(node: ModdleElement): boolean {
  return isFlow(node) && node['conditionExpression'] !== undefined && node['sourceRef']?.default !== node
}
