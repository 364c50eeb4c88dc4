import type { EntityModel } from '../../metadata/entity-model.ts'
import type { Linker } from '../../metadata/kind.ts'
import type { Queryable } from '../../query/queryable.ts'

/** What a rule may be about, and what may be done with it. */
export interface Subject {
  actions: readonly string[]
  /** For conditions; undefined where a subject has none. */
  rows?: Queryable
  /** For field lists, an entity's only. */
  entity?: EntityModel
}

const RECORD_ACTIONS = ['read', 'create', 'update', 'delete', 'manage']

const text = (name: string) => ({ name, type: 'text' })

/** Subjects that are no entities. */
const BUILT_IN: Readonly<Record<string, Subject>> = {
  definition: {
    actions: ['read', 'edit', 'publish', 'manage'],
    rows: { name: 'definition', byName: { kind: text('kind'), pack: text('pack'), name: text('name') } },
  },
  audit: { actions: ['read', 'manage'] },
  message: { actions: ['publish', 'manage'] },
  external_task: { actions: ['read', 'work', 'manage'] },
  flow_instance: { actions: ['read', 'operate', 'delete', 'manage'] },
  all: { actions: ['read', 'create', 'update', 'delete', 'edit', 'publish', 'manage'] },
}

export function subjectNamed(name: string, link: Linker): Subject | undefined {
  if (Object.hasOwn(BUILT_IN, name)) return BUILT_IN[name]
  const entity = link.compiled<EntityModel>('entity', name)
  if (!entity) return undefined
  const transitions = (entity.states?.transitions ?? []).map(transition => transition.key)
  return { actions: [...RECORD_ACTIONS, ...transitions], rows: entity, entity }
}

export const subjectNames = (link: Linker): string[] => [...link.names('entity'), ...Object.keys(BUILT_IN)]
