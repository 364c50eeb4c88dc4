import {
  APPROVAL_MODES,
  DEDUPE_POLICIES,
  EMPTY_POLICIES,
  OPINION_POLICIES,
  STARTER_POLICIES,
  WHO_TYPES,
  type ApprovalContent,
  type ElementContent,
  type WhoContent,
} from '../content.ts'
import { extensions, type ModdleElement, type ReadFault } from './moddle-element.ts'

export function readUserTask(element: ModdleElement, faults: ReadFault[]): Partial<ElementContent> {
  const choose = chooser(element.id, faults)
  const approval = extensions(element, 'jw:Approval')[0]
  const form = element.form ?? approval?.form
  return {
    type: 'userTask',
    kind: choose('kind', element.kind, ['approval', 'task'], approval === undefined ? 'task' : 'approval'),
    ...(form !== undefined && { form }),
    ...(element.due !== undefined && { due: element.due }),
    ...(element.resultVariable !== undefined && { resultVariable: element.resultVariable }),
    ...(approval !== undefined && { approval: readApproval(approval, choose) }),
    assignment: extensions(element, 'jw:Assignment').map(who => readWho(who, choose)),
  }
}

/**
 * The defaults are the careful ones: everybody asked must agree, nobody decides on his own request (his superior does),
 * and an approval without approvers stops and calls an administrator.
 */
function readApproval(approval: ModdleElement, choose: Choose): ApprovalContent {
  return {
    mode: choose('mode', approval.mode, APPROVAL_MODES, 'all'),
    starter: choose('starter', approval.starter, STARTER_POLICIES, 'superior'),
    empty: choose('empty', approval.empty, EMPTY_POLICIES, 'incident'),
    dedupe: choose('dedupe', approval.dedupe, DEDUPE_POLICIES, 'none'),
    opinion: choose('opinion', approval.opinion, OPINION_POLICIES, 'on_return'),
    ...(approval.returnTo !== undefined && { returnTo: approval.returnTo }),
    ...(approval.rejectTo !== undefined && { rejectTo: approval.rejectTo }),
    approvers: (approval.approvers ?? []).map((who: ModdleElement) => readWho(who, choose)),
  }
}

function readWho(who: ModdleElement, choose: Choose): WhoContent {
  const read: WhoContent = { type: choose('type', who.type, WHO_TYPES, 'expression') }
  for (const key of ['unitType', 'level', 'code', 'name', 'field', 'value'] as const) {
    if (who[key] !== undefined) read[key] = who[key]
  }
  return read
}

type Choose = <Value extends string>(
  attribute: string,
  given: string | undefined,
  known: readonly Value[],
  otherwise: Value,
) => Value

const chooser =
  (elementId: string, faults: ReadFault[]): Choose =>
  (attribute, given, known, otherwise) => {
    if (given === undefined) return otherwise
    const found = known.find(value => value === given)
    if (found !== undefined) return found
    const message = `${attribute}="${given}" is not known. Use one of: ${known.join(', ')}.`
    faults.push({ code: 'flow.unknown_value', message, elementId })
    return otherwise
  }
