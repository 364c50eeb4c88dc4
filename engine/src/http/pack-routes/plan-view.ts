import type { Principal } from '../../runtime/context.ts'
import type { PackPlan } from '../../runtime/packs/pack-plan.ts'
import { wholePack } from '../definition-access.ts'

/** A plan as the studio and the command line read it. `mine`: who reads it made it, and may take it back. */
export function planView({ createdAt, conflicts, definitions, ...plan }: PackPlan, reader: Principal) {
  return {
    ...plan,
    mine: plan.author.id === reader.accountId,
    createdAt: createdAt.toISOString(),
    definitions,
    conflicts: conflicts.map(({ choice = null, ...conflict }) => ({ ...conflict, choice })),
  }
}

/** What somebody must have a right on: the pack as a whole, and every definition that changes. */
export const rightsOf = ({ pack, definitions, local }: PackPlan): string[] => [
  ...(pack ? [wholePack(pack.name)] : []),
  ...[...definitions.added, ...definitions.changed, ...definitions.removed, ...local].map(each => each.id),
]
