import type { Change } from '../compare/change.ts'

/** base: the text both began on. theirs: the new pack's. ours: the local one. */
export type Side = 'base' | 'theirs' | 'ours'

/** A place where both sides changed and no rule says who is right. */
export interface MergeConflict {
  /** Stable while the three texts stay the same at this place: choices are kept by it. */
  key: string
  /** Keyed pointer. */
  at: string
  /** E.g. `both_changed`, `deleted_and_changed`, `both_added`, `moved_apart`. */
  reason: string
  /** Undefined: absent on that side. */
  base: unknown
  theirs: unknown
  ours: unknown
  choice?: Side
}

export interface MergeResult {
  /** Undefined while a conflict is open, and when the definition is deleted. */
  text: string | undefined
  /** All, the chosen ones too. */
  conflicts: MergeConflict[]
  merged: { fromTheirs: Change[]; fromOurs: Change[] }
}
