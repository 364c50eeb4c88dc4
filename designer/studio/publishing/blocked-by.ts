import type { ChangeImpact } from './publishing-api.ts'

export type Obstacle = 'noneSelected' | 'errors' | 'cases' | 'records'

/** What the server would refuse these changes for; undefined: nothing that is known. */
export function blockedBy(impact: ChangeImpact | undefined): Exclude<Obstacle, 'noneSelected'> | undefined {
  if (!impact) return undefined
  if (impact.diagnostics.some(each => each.severity === 'error')) return 'errors'
  if (impact.cases !== null && impact.cases.failed.length > 0) return 'cases'
  return impact.schema?.breaks.some(each => each.blocks) ? 'records' : undefined
}
