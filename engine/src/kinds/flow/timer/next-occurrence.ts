import { addDuration, occurrenceAt } from './duration.ts'
import type { TimerPlan } from './timer-plan.ts'

/**
 * The occurrence after the one that fires now: on the original grid, strictly in the future. Occurrences that were
 * missed while nothing ran are used up, never fired late. Null when there is none left, and for one-shot timers.
 */
export function nextOccurrence(fired: TimerPlan, now: string): TimerPlan | null {
  const { gridStart, every, repeatsLeft, dueAt } = fired
  if (gridStart === null || every === null) return null
  const current = occurrenceAt(gridStart, every, dueAt)
  const next = Math.max(current, occurrenceAt(gridStart, every, now)) + 1
  const left = repeatsLeft === null ? null : repeatsLeft - (next - current)
  if (left !== null && left <= 0) return null
  return { dueAt: addDuration(gridStart, every, next), gridStart, every, repeatsLeft: left }
}
