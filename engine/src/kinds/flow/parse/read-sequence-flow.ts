import type { SequenceFlowContent } from '../content.ts'
import type { ModdleElement } from './moddle-element.ts'

export function readSequenceFlow(flow: ModdleElement): SequenceFlowContent {
  const condition: string | undefined = flow.conditionExpression?.body
  return {
    id: flow.id,
    title: flow.name ?? '',
    from: flow.sourceRef?.id ?? '',
    to: flow.targetRef?.id ?? '',
    ...(condition !== undefined && { condition: withoutEquals(condition) }),
  }
}

/** FEEL stands after `=` everywhere in a flow; in a condition and a script, which are always FEEL, it may be left out. */
export const withoutEquals = (text: string): string => text.trim().replace(/^=/, '').trim()
