import type { ElementContent } from '../content.ts'
import type { Value, Who } from '../graph.ts'
import { checkForm } from './check-form.ts'
import { dueFault } from '../timer/timer-fault.ts'
import { optional } from './compile-event.ts'
import { compileWho } from './compile-who.ts'
import type { CompilingElement } from './compiling.ts'
import type { Own } from './own.ts'
import { checkReturnTarget } from './return-targets.ts'

/** Who is asked for what, and until when. */
export function compileUserTask(element: ElementContent, at: CompilingElement): Own | null {
  const { approval, kind = 'task' } = element
  const { faults } = at.compiling
  if ((kind === 'approval') !== (approval !== undefined)) {
    faults.at(
      element.id,
      'flow.approval_settings',
      'A user task has <jw:approval> exactly when it says jw:kind="approval".',
    )
    return null
  }
  const who = approval?.approvers ?? element.assignment ?? []
  const unassigned = element.unassigned ?? (at.compiling.strict ? 'incident' : 'open')
  if (who.length === 0 && (approval || unassigned === 'incident')) {
    const message = `${element.id} asks nobody. Add ${approval ? 'a <jw:approver> to its <jw:approval>' : 'a <jw:assignment>'}.`
    faults.at(element.id, 'flow.approver_missing', message)
  }
  checkReturnTarget(approval?.returnTo, 'returnTo', at)
  checkReturnTarget(approval?.rejectTo, 'rejectTo', at)
  return {
    type: 'userTask',
    kind,
    form: checkForm(element, at),
    due: checkedTime(element.due, element, at),
    followUp: checkedTime(element.followUp, element, at),
    priority: optional(element.priority, at),
    calendar: element.calendar ?? null,
    approvers: who.map(each => compileWho(each, at)).filter((each): each is Who => each !== null),
    unassigned,
    approval: approval ?? null,
    resultVariable: element.resultVariable ?? null,
  }
}

/** A text that stands for itself is tried. */
function checkedTime(text: string | undefined, { id, calendar }: ElementContent, at: CompilingElement): Value | null {
  const value = optional(text, at)
  const fault = value !== null && 'literal' in value ? dueFault(value.literal, calendar) : null
  if (fault !== null) at.compiling.faults.at(id, 'flow.timer_invalid', fault)
  return value
}
