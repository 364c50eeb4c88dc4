import type { HistoryEntry } from '../state.ts'
import { graphOf, type RunningFlow } from '../kernel/running-flow.ts'

/** Events that say that an element was left, or that a run began or ended: one for each visit. */
const ACTIVITY: ReadonlySet<string> = new Set([
  'started',
  'reached',
  'passed',
  'completed',
  'decided',
  'calculated',
  'called',
  'chose',
  'threw',
  'signalled',
  'compensating',
  'fired',
  'interrupted',
  'cancelled',
  'incident',
  'migrated',
  'moved',
  'ended',
])

/** What a migration needs to be taken back is no value of the run. */
const WITH_DATA: ReadonlySet<string> = new Set(['ended', 'incident', 'migrated'])

/**
 * What is kept of what happened, as the definition wants: `none`; `activity`, the visits of elements without values and
 * decisions; `full`.
 */
export function keptHistory(running: RunningFlow): HistoryEntry[] {
  const { history } = running.state
  return history.flatMap(entry => {
    const level = graphOf(running, entry.instance).history
    if (level === 'full') return [entry]
    if (level === 'none' || !ACTIVITY.has(entry.event)) return []
    return [WITH_DATA.has(entry.event) ? entry : { ...entry, data: null }]
  })
}
