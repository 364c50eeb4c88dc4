import { PATH_EVENTS } from '../simulation/trial-result.ts'
import type { HistoryEntry } from '../state.ts'

/** What happened in a run, told in one order: a called run where it was called. */
export interface RunStory {
  /** Elements, of called runs behind their call activity: `call>task`. */
  path: string[]
  /** Tasks in the order in which they were opened. */
  asked: { element: string; people: string[] }[]
  /** Ids of tasks and of called runs, in the same order: those of another run stand at the same place. */
  ids: string[]
}

const EVENTS: ReadonlySet<string> = new Set([...PATH_EVENTS, 'fired', 'threw'])

/** Of all entries of a run and of those that it called. */
export function storyOf(history: readonly HistoryEntry[], root: string): RunStory {
  const byRun = Map.groupBy(history, entry => entry.instance)
  for (const entries of byRun.values()) entries.sort((a, b) => a.seq - b.seq)
  const story: RunStory = { path: [], asked: [], ids: [] }
  tell(root, '', { byRun, story })
  return story
}

function tell(run: string, before: string, into: { byRun: Map<string, HistoryEntry[]>; story: RunStory }): void {
  const { byRun, story } = into
  for (const { element, event, data } of byRun.get(run) ?? []) {
    if (EVENTS.has(event)) story.path.push(before + element)
    if (event === 'opened') {
      story.asked.push({ element: before + element, people: (data?.['people'] as string[] | undefined) ?? [] })
      story.ids.push(String(data?.['task']))
    }
    const called = event === 'called' ? data?.['instance'] : undefined
    if (typeof called !== 'string') continue
    story.ids.push(called)
    tell(called, `${before}${element}>`, into)
  }
}
