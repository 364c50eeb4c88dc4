import { sha256 } from '../../../base/sha256.ts'

const LENGTH = 16

/** Stands for a question: the same one has the same key, whatever the order of its members. */
export const questionKey = (question: unknown): string => sha256(sortedText(question)).slice(0, LENGTH)

/** JSON with the members of every object in the order of their names. */
export function sortedText(value: unknown): string {
  return (
    JSON.stringify(value, (_, each: unknown) =>
      each !== null && typeof each === 'object' && !Array.isArray(each)
        ? Object.fromEntries(Object.entries(each).sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0)))
        : each,
    ) ?? 'null'
  )
}
