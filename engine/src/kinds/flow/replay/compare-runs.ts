import type { Instance } from '../state.ts'
import { sortedText } from './question-key.ts'
import type { RunStory } from './run-story.ts'

/** In what a run would have been another one. */
export type RunDifference =
  /** The first element at which the ways part; null: the way ends there. `at`: elements before it. */
  | { in: 'path'; at: number; was: string | null; now: string | null }
  | { in: 'approvers'; element: string; was: string[]; now: string[] }
  | { in: 'outcome'; was: string | null; now: string | null }
  | { in: 'variables'; name: string; was?: unknown; now?: unknown }

/** Variables in one answer. */
const MOST_VARIABLES = 20

export interface ComparedRun {
  story: RunStory
  instance: Pick<Instance, 'state' | 'outcome' | 'variables'>
}

export function compareRuns(was: ComparedRun, now: ComparedRun): RunDifference[] {
  const ids = new Map(now.story.ids.map((id, i) => [id, was.story.ids[i] ?? id]))
  return [
    ...pathDifference(was.story.path, now.story.path),
    ...approverDifferences(was.story, now.story),
    ...outcomeDifference(was.instance, now.instance),
    ...variableDifferences(was.instance.variables, renamed(now.instance.variables, ids) as Values),
  ]
}

function pathDifference(was: readonly string[], now: readonly string[]): RunDifference[] {
  const at = [...Array(Math.max(was.length, now.length)).keys()].find(i => was[i] !== now[i])
  return at === undefined ? [] : [{ in: 'path', at, was: was[at] ?? null, now: now[at] ?? null }]
}

/** The first visit of each element at which others are asked. Who is asked only in one of the two is a matter of the path. */
function approverDifferences(was: RunStory, now: RunStory): RunDifference[] {
  const then = Map.groupBy(was.asked, each => each.element)
  const differences = new Map<string, RunDifference>()
  const visits = new Map<string, number>()
  for (const { element, people } of now.asked) {
    const visit = visits.get(element) ?? 0
    visits.set(element, visit + 1)
    const before = then.get(element)?.[visit]?.people
    if (before === undefined || differences.has(element) || sortedText(before) === sortedText(people)) continue
    differences.set(element, { in: 'approvers', element, was: before, now: people })
  }
  return [...differences.values()]
}

function outcomeDifference(was: ComparedRun['instance'], now: ComparedRun['instance']): RunDifference[] {
  const [before, after] = [endOf(was), endOf(now)]
  return before === after ? [] : [{ in: 'outcome', was: before, now: after }]
}

const endOf = ({ state, outcome }: ComparedRun['instance']): string | null =>
  state === 'ended' ? outcome : state === 'cancelled' ? 'cancelled' : null

type Values = Readonly<Record<string, unknown>>

function variableDifferences(was: Values, now: Values): RunDifference[] {
  const names = [...new Set([...Object.keys(was), ...Object.keys(now)])].sort()
  return names
    .filter(name => sortedText(was[name]) !== sortedText(now[name]))
    .slice(0, MOST_VARIABLES)
    .map(name => ({
      in: 'variables',
      name,
      ...(Object.hasOwn(was, name) && { was: was[name] }),
      ...(Object.hasOwn(now, name) && { now: now[name] }),
    }))
}

/** Ids of tasks and runs are others in every run: they stand for each other. */
function renamed(value: unknown, ids: ReadonlyMap<string, string>): unknown {
  if (typeof value === 'string') return ids.get(value) ?? value
  if (Array.isArray(value)) return value.map(item => renamed(item, ids))
  if (value === null || typeof value !== 'object') return value
  return Object.fromEntries(Object.entries(value).map(([name, item]) => [name, renamed(item, ids)]))
}
