import type { ElementContent } from '../content.ts'
import type { Value, Who } from '../graph.ts'
import type { Own } from './compile-element.ts'
import { compileWho } from './compile-who.ts'
import { refer, type CompilingElement } from './compiling.ts'
import { compileValue } from './expression.ts'

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
  if (who.length === 0) {
    const message = `${element.id} asks nobody. Add ${approval ? 'a <jw:approver> to its <jw:approval>' : 'a <jw:assignment>'}.`
    faults.at(element.id, 'flow.approver_missing', message)
  }
  checkForm(element, at)
  checkTarget(approval?.returnTo, 'returnTo', at)
  checkTarget(approval?.rejectTo, 'rejectTo', at)
  return {
    type: 'userTask',
    kind,
    form: element.form ?? null,
    due: dueOf(element, at),
    approvers: who.map(each => compileWho(each, at)).filter((each): each is Who => each !== null),
    approval: approval ?? null,
    resultVariable: element.resultVariable ?? null,
  }
}

const dueOf = (element: ElementContent, at: CompilingElement): Value | null =>
  element.due === undefined ? null : compileValue(at, element.due)

function checkForm({ form }: ElementContent, at: CompilingElement): void {
  if (form === undefined) return
  const { link, faults, subject } = at.compiling
  refer(at.compiling, { to: `form/${form}`, at: at.id, in: ['userTask@form', 'approval@form'] })
  const source = link.source('form', form)
  if (source === undefined) {
    const known = link.names('form')
    faults.at(at.id, 'flow.unknown_form', `There is no form "${form}".`, { asked: form, known })
    return
  }
  const { entity } = source.content as { entity?: unknown }
  if (subject === null || entity === subject.name) return
  const message = `The form "${form}" is of entity "${String(entity)}", this flow is about "${subject.name}".`
  faults.at(at.id, 'flow.other_entity', message)
}

/** Work can go back to any element that a token may enter. */
function checkTarget(target: string | undefined, attribute: string, at: CompilingElement): void {
  if (target === undefined) return
  const { content, faults } = at.compiling
  const known = content.elements.filter(e => e.type !== 'startEvent' && e.type !== 'boundaryEvent').map(e => e.id)
  if (known.includes(target)) return
  const message = `${attribute}="${target}" is no element that work can go back to.`
  faults.at(at.id, 'flow.unknown_element', message, { asked: target, known })
}
