import { localise } from '../../../metadata/localise.ts'
import type { Definition, Snapshot } from '../../../metadata/snapshot.ts'
import type { EntityContent } from '../content.ts'

/** What an entity's fields and transitions are called in one language. */
export interface EntityTexts {
  /** `amount`, or `lines.quantity` with the title of the lines before it. */
  field(name: string): string
  transition(key: string): string
}

const cache = new WeakMap<Definition, Map<string, EntityContent>>()

/** Texts of the entity in `locale`, the pack's own language where there is no translation. */
export function entityTexts(snapshot: Snapshot, entity: string, locale: string): EntityTexts {
  const content = localised(snapshot, entity, locale)
  return {
    field: name => {
      const [first = '', second] = name.split('.')
      const field = content.properties[first]
      if (second === undefined) return field?.title ?? first
      return `${field?.title ?? first} · ${field?.items?.properties?.[second]?.title ?? second}`
    },
    transition: key => content['x-states']?.transitions.find(transition => transition.key === key)?.title ?? key,
  }
}

function localised(snapshot: Snapshot, entity: string, locale: string): EntityContent {
  const definition = snapshot.get('entity', entity)
  let ofDefinition = cache.get(definition)
  if (ofDefinition === undefined) cache.set(definition, (ofDefinition = new Map()))
  let content = ofDefinition.get(locale)
  if (content === undefined) {
    const { id, content: source } = definition.source
    ofDefinition.set(
      locale,
      (content = localise(source as EntityContent, pointer => snapshot.text(id, pointer, locale))),
    )
  }
  return content
}
