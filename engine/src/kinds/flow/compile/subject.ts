import type { EntityModel } from '../../../metadata/entity-model.ts'
import type { TriggerContent } from '../content.ts'
import { refer, type Compiling } from './compiling.ts'
import type { ProcessStructure } from './process-structure.ts'

type Checking = Pick<Compiling, 'link' | 'faults' | 'references' | 'names'>

/** The entity that all record triggers of a process name, or null when it has none. */
export function compileSubject({ elements }: ProcessStructure, checking: Checking): string | null {
  let subject: string | null = null
  for (const { id, trigger } of elements) {
    if (trigger === undefined) continue
    checkTrigger(id, trigger, checking)
    if (subject !== null && subject !== trigger.entity) {
      const message = `A flow is about one entity; this start event names ${trigger.entity}, another one ${subject}.`
      checking.faults.at(id, 'flow.subject_conflict', message)
    }
    subject ??= trigger.entity
  }
  return subject
}

function checkTrigger(id: string, { entity, on }: TriggerContent, checking: Checking): void {
  const { link, faults } = checking
  refer(checking, { to: `entity/${entity}`, at: id, in: ['trigger@entity'] })
  const known = link.names('entity')
  const model = link.compiled<EntityModel>('entity', entity)
  if (!known.includes(entity)) {
    faults.at(id, 'flow.unknown_entity', `There is no entity "${entity}".`, { asked: entity, known })
  } else if (model === undefined) {
    faults.at(id, 'flow.unknown_entity', `The entity "${entity}" has faults of its own: correct them first.`)
  } else {
    const events = ['create', ...(model.states?.transitions.map(t => t.key) ?? [])]
    if (events.includes(on)) return
    const message = `${entity} has no event "${on}" that could start a flow; it has ${events.join(', ')}.`
    faults.at(id, 'flow.unknown_transition', message, { asked: on, known: events })
  }
}
