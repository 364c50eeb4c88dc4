import type { ChangeImpact } from './publishing-api.ts'
import type { SetAside } from './set-aside.ts'

export type Obstacle = 'noneSelected' | 'errors' | 'cases' | 'records' | 'note'

/** What the server would refuse these changes for, or what is still to be said about them; undefined: nothing known. */
export function blockedBy(
  impact: ChangeImpact | undefined,
  { open, names }: Pick<SetAside, 'open' | 'names'>,
  note: string,
): Exclude<Obstacle, 'noneSelected'> | undefined {
  if (!impact) return undefined
  if (impact.diagnostics.some(each => each.severity === 'error')) return 'errors'
  if (open) return 'cases'
  if (impact.schema?.breaks.some(each => each.blocks)) return 'records'
  return names.length > 0 && note.trim() === '' ? 'note' : undefined
}
