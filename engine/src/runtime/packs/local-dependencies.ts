import { NotFound } from '../../base/errors.ts'
import { nearest } from '../../base/nearest.ts'
import type { Reference } from '../../metadata/kind.ts'

export interface LocalSelection {
  /** Ids of the local layer. */
  local: readonly string[]
  /** What each definition uses, by its id. */
  references: ReadonlyMap<string, readonly Reference[]>
}

/**
 * These definitions of the local layer with all others of it that they use, directly or through others, packs' definitions
 * included: without them they would mean something else elsewhere. Sorted. Throws NotInLocalLayer.
 */
export function withLocalDependencies(wanted: readonly string[], { local, references }: LocalSelection): string[] {
  const layer = new Set(local)
  const unknown = wanted.find(id => !layer.has(id))
  if (unknown !== undefined) throw new NotInLocalLayer(unknown, nearest(unknown, local))
  const byName = new Map([...references.keys(), ...local].map(id => [id.slice(id.indexOf('/') + 1), id]))
  const reached = new Set(wanted)
  // A set that grows while it is walked through: each definition is visited once, in cycles too.
  for (const id of reached)
    for (const { to } of references.get(id) ?? []) {
      const used = byName.get(to.split('#')[0]!)
      if (used !== undefined) reached.add(used)
    }
  return [...reached].filter(id => layer.has(id)).sort()
}

export class NotInLocalLayer extends NotFound {
  constructor(id: string, meant: string | undefined) {
    super(
      'local_layer.unknown',
      `The local layer has no ${id}.${meant === undefined ? '' : ` Did you mean ${meant}?`} What packs say goes with their packs.`,
    )
  }
}
