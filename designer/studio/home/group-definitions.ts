import type { DefinitionSummary } from '../core/definitions-api.ts'

/** Kinds in the order in which people look for them: what they change most stands first. */
export const KIND_ORDER = [
  'flow',
  'rule-set',
  'form',
  'page',
  'dashboard',
  'entity',
  'document-template',
  'role',
] as const
export type KindName = (typeof KIND_ORDER)[number]

export interface DefinitionGroup {
  kind: string
  items: DefinitionSummary[]
}

/** Definitions whose title or id has the words of the search, by kind, sorted by title. */
export function groupDefinitions(all: readonly DefinitionSummary[], search: string): DefinitionGroup[] {
  const words = search.toLowerCase().split(/\s+/).filter(Boolean)
  const found = all.filter(item => words.every(word => `${item.title} ${item.id}`.toLowerCase().includes(word)))
  const kinds = [...new Set(found.map(item => item.kind))].sort((a, b) => rank(a) - rank(b))
  return kinds.map(kind => ({
    kind,
    items: found.filter(item => item.kind === kind).sort((a, b) => a.title.localeCompare(b.title)),
  }))
}

function rank(kind: string): number {
  const index = (KIND_ORDER as readonly string[]).indexOf(kind)
  return index < 0 ? KIND_ORDER.length : index
}
