import type { ElementContent } from '../content.ts'
import { refer, type CompilingElement } from './compiling.ts'

/** The form of a task or a start; null without one. A form that another tool knows and we don't is left out, with a warning. */
export function checkForm({ form, type }: ElementContent, at: CompilingElement): string | null {
  if (form === undefined) return null
  const { link, faults, subject, strict } = at.compiling
  const source = link.source('form', form)
  if (source !== undefined || strict) {
    refer(at.compiling, { to: `form/${form}`, at: at.id, in: [`${type}@form`, 'approval@form'] })
  }
  if (source === undefined) {
    const known = link.names('form')
    const what = strict ? '' : ' The task has none, then.'
    faults.by(strict, at.id, 'flow.unknown_form', `There is no form "${form}".${what}`, { asked: form, known })
    return null
  }
  const { entity } = source.content as { entity?: unknown }
  if (subject !== null && entity !== subject.name) {
    const message = `The form "${form}" is of entity "${String(entity)}", this flow is about "${subject.name}".`
    faults.at(at.id, 'flow.other_entity', message)
  }
  return form
}
