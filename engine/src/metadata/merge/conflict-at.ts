import { sha256 } from '../../base/sha256.ts'
import type { Choices, Three } from './merge-nodes.ts'
import type { MergeConflict } from './merge-result.ts'

/**
 * The conflict at a place, with the choice that was made for exactly these three values. `others`: those that were found
 * before; the same block may stand twice in a text.
 */
export function conflictAt(
  at: string,
  reason: string,
  shown: Three<unknown>,
  choices: Choices,
  others: readonly MergeConflict[] = [],
): MergeConflict {
  const print = JSON.stringify([reason, shown.base, shown.theirs, shown.ours])
  const first = `${at}#${sha256(print).slice(0, 12)}`
  const again = others.filter(({ key }) => key === first || key.startsWith(`${first}.`)).length
  const key = again === 0 ? first : `${first}.${again + 1}`
  const choice = Object.hasOwn(choices, key) ? choices[key] : undefined
  return { key, at, reason, ...shown, ...(choice && { choice }) }
}
