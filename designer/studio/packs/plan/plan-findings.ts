import type { PackPlan } from '../packs-api.ts'

/** Whether stored records stand in the way: the server refuses such a plan. */
export const isBlockedByData = ({ schema }: PackPlan): boolean => schema?.breaks.some(each => each.blocks) ?? false

export const errorsOf = ({ diagnostics }: PackPlan): PackPlan['diagnostics'] =>
  diagnostics.filter(each => each.severity === 'error')

/** Entities that leave records behind; of empty ones nothing stays. */
export const orphansOf = ({ orphans }: PackPlan): PackPlan['orphans'] => orphans.filter(each => each.rows > 0)
