import type { ModdleElement } from '../parse/moddle-element.ts'

/** What bpmnlint gives a rule to tell with. */
export interface LintReporter {
  report(id: string, message: string): void
}

/** A rule as bpmnlint runs it: asked once for every element of a text, from the outside in. */
export type LintRule = () => { check(node: ModdleElement, reporter: LintReporter): void }

/** Sequence flows that come to an element, or leave it, read from where they lead and not from its echoes. */
export function flowsAt(node: ModdleElement): { incoming: ModdleElement[]; outgoing: ModdleElement[] } {
  const all = ((node['$parent']?.['flowElements'] ?? []) as ModdleElement[]).filter(isFlow)
  return {
    incoming: all.filter(flow => flow['targetRef'] === node),
    outgoing: all.filter(flow => flow['sourceRef'] === node),
  }
}

export const isFlow = (node: ModdleElement): boolean => node.$type === 'bpmn:SequenceFlow'
export const isGateway = (node: ModdleElement): boolean => node.$instanceOf('bpmn:Gateway')
export const isActivity = (node: ModdleElement): boolean => node.$instanceOf('bpmn:Activity')
export const isNamed = (node: ModdleElement): boolean => String(node['name'] ?? '').trim() !== ''
