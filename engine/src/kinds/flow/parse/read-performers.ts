import type { WhoContent } from '../content.ts'
import { bodyOf, type ModdleElement } from './moddle-element.ts'
import { candidateGroups, candidateUsers, personOf, splitList } from './people-list.ts'
import type { ElementReading } from './element-reading.ts'

/** BPMN's own `humanPerformer` (who does it) and `potentialOwner` (who may claim it): `user(a), group(b), c`; c is a group. */
export function readPerformers(at: ElementReading): WhoContent[] {
  return ((at.element['resources'] ?? []) as ModdleElement[]).flatMap(resource => {
    const text = bodyOf(resource['resourceAssignmentExpression']?.expression)
    if (text === undefined) {
      at.notMapped(resource.$type, 'Only a resourceAssignmentExpression names people.')
      return []
    }
    return resource.$type === 'bpmn:PotentialOwner' ? splitList(text).flatMap(ownersOf) : [personOf(text)]
  })
}

function ownersOf(item: string): WhoContent[] {
  const [, sort, name] = /^(user|group)\((.*)\)$/s.exec(item) ?? []
  if (sort === undefined || name === undefined) return candidateGroups(item)
  return sort === 'user' ? candidateUsers(name.trim()) : candidateGroups(name.trim())
}
