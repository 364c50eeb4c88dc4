import type { Change, Impact } from '../../../metadata/compare/change.ts'
import type { DescribeChange, Sides } from '../../../metadata/compare/change-words.ts'
import { valueOf } from '../../../metadata/compare/content-node.ts'
import { nodeUnder } from '../../../metadata/compare/node-under.ts'
import { pointerTo, pointerTokens } from '../../../metadata/json-pointer.ts'
import { CONTAINERS } from './tree-element.ts'

/** Changes of an element by what of it changed; the rest is `element_changed`. `flow_` for sequence flows. */
const PARTS: readonly { fits: RegExp; code: string; impact?: Impact }[] = [
  { fits: /^[/][$]di\b/, code: 'element_moved', impact: 'none' },
  { fits: /^[/]name$/, code: 'element_renamed', impact: 'none' },
  { fits: /^[/][$]tag$/, code: 'element_retyped' },
  { fits: /^[/](sourceRef|targetRef)$/, code: 'flow_rerouted' },
  { fits: /conditionExpression/, code: 'condition_changed' },
  { fits: /jw:approval[^/]*[/][$]people/, code: 'approver_changed' },
  { fits: /jw:approval/, code: 'approval_changed' },
  { fits: /[/][$]people/, code: 'assignee_changed' },
  { fits: /jw:(inputMapping|outputMapping|in|out)\b/, code: 'mapping_changed' },
  { fits: /jw:input/, code: 'input_changed' },
  { fits: /jw:trigger/, code: 'trigger_changed' },
  { fits: /^[/]jw:form$/, code: 'form_changed' },
  { fits: /^[/]default$/, code: 'default_flow_changed' },
  { fits: /[/]time(Duration|Date|Cycle)/, code: 'timer_changed' },
  { fits: /[/](multiInstance|standard)LoopCharacteristics/, code: 'loop_changed' },
  { fits: /[/](\w+)EventDefinition/, code: 'event_changed' },
  { fits: /[/]documentation/, code: 'documentation_changed', impact: 'none' },
]

/** Containers that are steps of a flow themselves. */
const ACTIVITIES: ReadonlySet<string> = new Set(['subProcess', 'transaction', 'adHocSubProcess'])

/**
 * A change of a flow by the id of its element. A running instance keeps its flow, so nothing is worse than safe; a shape
 * that moved means nothing at all.
 */
export const flowChanges: DescribeChange = (change, sides) => {
  const { at, id, tag } = elementOf(change, sides)
  const rest = tagged(change.at.slice(at.length), at, sides)
  if (tag.startsWith('bpmndi:')) return { subject: id, code: 'diagram_changed', impact: 'none' }
  if (rest === '') return { subject: id, ...wholeElement(change, tag) }
  if (CONTAINERS.has(tag) && !ACTIVITIES.has(tag)) {
    const label = rest === '/name' || rest.includes('documentation')
    return { subject: id, code: label ? 'process_renamed' : 'process_changed', impact: label ? 'none' : 'safe' }
  }
  const part = PARTS.find(({ fits }) => fits.test(rest))
  return { subject: id, code: part?.code ?? 'element_changed', impact: part?.impact ?? 'safe' }
}

function wholeElement({ op }: Change, tag: string): { code: string; impact: Impact } {
  const noun =
    tag === 'sequenceFlow' ? 'flow' : ['association', 'textAnnotation', 'group'].includes(tag) ? 'note' : 'element'
  const code = { add: 'added', remove: 'removed', replace: 'changed', move: 'reordered' }[op]
  // A gateway asks its flows in their order; that of all else is a matter of the text.
  const impact = noun === 'note' || (op === 'move' && noun !== 'flow') ? 'none' : 'safe'
  return { code: `${noun}_${code}`, impact }
}

/** A part of an element goes by its id where it has one; what changed is said by its tag. */
function tagged(rest: string, at: string, sides: Sides): string {
  const [list, key, ...deeper] = pointerTokens(rest)
  if (list !== '$parts' || key === undefined) return rest
  const part = pointerTo(at, list, key)
  const node = nodeUnder(sides.after, part) ?? nodeUnder(sides.before, part)
  if (node?.shape !== 'object') return rest
  return pointerTo('', list, (valueOf(node) as { $tag: string }).$tag, ...deeper)
}

/** The innermost element of the diagram that the change is at or below. */
function elementOf(change: Change, sides: Sides): { at: string; id: string; tag: string } {
  const tokens = pointerTokens(change.at)
  let found = { at: '', id: '', tag: 'definitions' }
  for (let end = 1; end <= tokens.length && CONTAINERS.has(found.tag); end += 2) {
    if (end > 1 && tokens[end - 2] !== '$parts') break
    const at = pointerTo('', ...tokens.slice(0, end))
    const node = nodeUnder(sides.after, at) ?? nodeUnder(sides.before, at)
    const element = node?.shape === 'object' ? (valueOf(node) as { $tag: string; id?: string }) : undefined
    if ((element?.id === undefined && end > 1) || element?.$tag.endsWith('LoopCharacteristics')) break
    found = { at, id: element?.id ?? '', tag: element?.$tag ?? '' }
  }
  return found
}
