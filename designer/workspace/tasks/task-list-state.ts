import type { TaskSummary } from '../../shell/api/tasks.ts'

/** The task that a decision on `id` opens: the one below it, else the one above, else none. */
export function neighbourOf(items: readonly Pick<TaskSummary, 'id'>[], id: string): string | null {
  const index = items.findIndex(item => item.id === id)
  if (index < 0) return items[0]?.id ?? null
  return items[index + 1]?.id ?? items[index - 1]?.id ?? null
}

/** Is an opinion needed for this outcome? */
export function opinionNeeded(rule: 'optional' | 'on_return' | 'required', outcome: string): boolean {
  return rule === 'required' || (rule === 'on_return' && (outcome === 'return' || outcome === 'reject'))
}
