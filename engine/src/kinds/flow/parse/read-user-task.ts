import {
  APPROVAL_MODES,
  DEDUPE_POLICIES,
  EMPTY_POLICIES,
  OPINION_POLICIES,
  STARTER_POLICIES,
  type ApprovalContent,
  type ElementContent,
} from '../content.ts'
import { chooser, type Choose } from './choose.ts'
import { extensions, type ModdleElement } from './moddle-element.ts'
import { present } from './present.ts'
import { readPerformers } from './read-performers.ts'
import { readWho } from './read-who.ts'
import type { ElementReading } from './element-reading.ts'

/** A user task: who does it, by when and with which form. Ours, and what BPMN itself says of people. */
export function readUserTask(at: ElementReading): Partial<ElementContent> {
  const { element } = at
  const choose = chooser(at)
  const approval = extensions(element, 'jw:Approval')[0]
  const assigned = extensions(element, 'jw:Assignment').map(who => readWho(who, choose))
  return {
    type: 'userTask',
    kind: choose('kind', element['kind'], ['approval', 'task'], approval === undefined ? 'task' : 'approval'),
    ...present({
      form: element['form'] ?? approval?.['form'],
      due: element['due'],
      followUp: element['followUp'],
      priority: element['priority'],
      calendar: element['calendar'],
      resultVariable: element['resultVariable'],
      approval: approval && readApproval(approval, choose),
    }),
    assignment: assigned.length > 0 ? assigned : readPerformers(at),
    ...present({
      unassigned: choose('unassigned', element['unassigned'], ['incident', 'open'], openIfForeign(at)),
    }),
  }
}

/** Models of other engines name people who are not here yet, or nobody: their tasks wait for someone. */
const openIfForeign = ({ reading }: ElementReading): 'open' | undefined =>
  reading.dialect.foreign ? 'open' : undefined

/**
 * The defaults are the careful ones: everybody asked must agree, nobody decides on his own request (his superior does),
 * and an approval without approvers stops and calls an administrator.
 */
function readApproval(approval: ModdleElement, choose: Choose): ApprovalContent {
  return {
    mode: choose('mode', approval['mode'], APPROVAL_MODES, 'all'),
    starter: choose('starter', approval['starter'], STARTER_POLICIES, 'superior'),
    empty: choose('empty', approval['empty'], EMPTY_POLICIES, 'incident'),
    dedupe: choose('dedupe', approval['dedupe'], DEDUPE_POLICIES, 'none'),
    opinion: choose('opinion', approval['opinion'], OPINION_POLICIES, 'on_return'),
    ...(approval['returnTo'] !== undefined && { returnTo: approval['returnTo'] }),
    ...(approval['rejectTo'] !== undefined && { rejectTo: approval['rejectTo'] }),
    approvers: (approval['approvers'] ?? []).map((who: ModdleElement) => readWho(who, choose)),
  }
}
