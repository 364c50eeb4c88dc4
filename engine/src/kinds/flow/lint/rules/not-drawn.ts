import type { LintRule } from '../lint-rule.ts'
import type { ModdleElement } from '../../parse/moddle-element.ts'

/** An element without a shape runs and is seen by nobody. */
export const notDrawn: LintRule = () => {
  const drawn = new Set<ModdleElement>()
  return {
    check(node, reporter) {
      if (node.$type === 'bpmn:Definitions') for (const element of shapesOf(node)) drawn.add(element)
      if (!node.$instanceOf('bpmn:FlowNode') || drawn.has(node) || drawn.size === 0) return
      reporter.report(node['id'], `${node['id']} is not in the diagram, but is run. Draw it, or remove it.`)
    },
  }
}

const shapesOf = (definitions: ModdleElement): ModdleElement[] =>
  ((definitions['diagrams'] ?? []) as ModdleElement[])
    .flatMap(diagram => (diagram['plane']?.planeElement ?? []) as ModdleElement[])
    .flatMap(shape => (shape['bpmnElement'] === undefined ? [] : [shape['bpmnElement'] as ModdleElement]))
