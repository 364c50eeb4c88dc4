import type { ModdleElement, ReadFault } from '../parse/moddle-element.ts'
import { lintPlugin } from './lint-plugin.ts'

/**
 * Asks every rule about every element, from the outside in, as bpmnlint does. Only texts with a diagram are looked at: the
 * rules are about what people read. `label-missing` becomes the warning `flow.label_missing`.
 */
export function runRules(definitions: ModdleElement): ReadFault[] {
  if (!isDrawn(definitions)) return []
  const faults: ReadFault[] = []
  const nodes = nodesOf(definitions)
  for (const [name, rule] of Object.entries(lintPlugin.rules)) {
    const code = `flow.${name.replaceAll('-', '_')}`
    const { check } = rule()
    const reporter = {
      report: (elementId: string, message: string) =>
        void faults.push({ code, message, severity: 'warning', ...(elementId && { elementId }) }),
    }
    for (const node of nodes) check(node, reporter)
  }
  return faults
}

const isDrawn = (definitions: ModdleElement): boolean =>
  ((definitions['diagrams'] ?? []) as ModdleElement[]).some(
    diagram => (diagram['plane']?.planeElement ?? []).length > 0,
  )

/** Definitions, processes that are run, and all that stands in them. The text has been found not to be too deep. */
function nodesOf(definitions: ModdleElement): ModdleElement[] {
  const processes = ((definitions['rootElements'] ?? []) as ModdleElement[]).filter(
    root => root.$type === 'bpmn:Process' && root['isExecutable'] !== false,
  )
  return [definitions, ...processes.flatMap(withInner)]
}

const withInner = (node: ModdleElement): ModdleElement[] => [
  node,
  ...((node['flowElements'] ?? []) as ModdleElement[]).flatMap(withInner),
]
