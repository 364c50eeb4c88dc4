import type { FlowGraph } from './graph.ts'
import type { PredictedStep } from './predict.ts'
import type { Instance, Participant, Task } from './state.ts'

/** One stop of a run on its way, for the vertical line beside a task or record. */
export interface PathStep {
  element: string
  title: string
  kind: 'start' | 'approval' | 'task' | 'end'
  state: 'done' | 'current' | 'future' | 'returned'
  people: { id: string; state: Participant['state'] | null }[]
  /** When it was decided, or opened while it is current; null in the future. */
  at: string | null
  opinions: { person: string; state: Participant['state']; opinion: string; at: string }[]
}

export interface PathInput {
  graph: FlowGraph
  instance: Instance
  /** All tasks of the run in their order. */
  tasks: readonly Task[]
  participants: readonly Participant[]
  future: readonly PredictedStep[]
}

/** What was done, what is being done, what is to come. */
export function pathOf({ graph, instance, tasks, participants, future }: PathInput): PathStep[] {
  const start = graph.starts[0]
  const begun: PathStep = {
    element: start?.id ?? '',
    title: start?.title ?? '',
    kind: 'start',
    state: 'done',
    people: instance.starter === null ? [] : [{ id: instance.starter, state: null }],
    at: instance.startedAt,
    opinions: [],
  }
  const stops = tasks.filter(t => t.state !== 'cancelled' || acted(t, participants)).map(t => stopOf(t, participants))
  return [begun, ...stops, ...ending(graph, instance), ...future.map(futureStop)]
}

const acted = (task: Task, participants: readonly Participant[]): boolean =>
  participants.some(p => p.task === task.id && p.actedAt !== null)

function stopOf(task: Task, participants: readonly Participant[]): PathStep {
  const mine = participants.filter(p => p.task === task.id).sort((a, b) => a.position - b.position)
  const agreed = task.outcome === 'approve' || task.outcome === 'done'
  return {
    element: task.element,
    title: task.title,
    kind: task.kind,
    state: task.state === 'open' ? 'current' : agreed ? 'done' : 'returned',
    people: mine.map(p => ({ id: p.person, state: p.state })),
    at: task.doneAt ?? task.openedAt,
    opinions: mine
      .filter(p => p.opinion !== null && p.opinion !== '' && p.actedAt !== null)
      .map(p => ({ person: p.person, state: p.state, opinion: p.opinion!, at: p.actedAt! })),
  }
}

function ending(graph: FlowGraph, { state, outcome, endedAt }: Instance): PathStep[] {
  if (state !== 'ended') return []
  const title = graph.elements[outcome ?? '']?.title ?? ''
  return [
    {
      element: outcome ?? '',
      title,
      kind: 'end',
      state: outcome === 'rejected' ? 'returned' : 'done',
      people: [],
      at: endedAt,
      opinions: [],
    },
  ]
}

const futureStop = ({ element, title, kind, people }: PredictedStep): PathStep => ({
  element,
  title,
  kind,
  state: 'future',
  people: people.map(id => ({ id, state: null })),
  at: null,
  opinions: [],
})
