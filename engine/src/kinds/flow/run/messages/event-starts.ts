import type { Snapshot } from '../../../../metadata/snapshot.ts'
import type { FlowGraph, StartEvent } from '../../graph.ts'
import { textIn } from '../../scope.ts'

/** A start event of a published flow that an event from outside can begin a run at. */
export interface EventStart {
  definition: string
  version: number
  /** Of the process that it stands in. */
  graph: FlowGraph
  at: StartEvent
}

export type StartedBy = 'message' | 'signal' | 'timer' | 'condition'

/** Those that begin by the event, of all present versions; in the order of the definitions' names. */
export function eventStarts(snapshot: Snapshot, by: StartedBy): readonly EventStart[] {
  let known = bySnapshot.get(snapshot)
  if (known === undefined) bySnapshot.set(snapshot, (known = startsOf(snapshot)))
  return known.filter(({ at }) => at.event.type === by)
}

/** Those of one message or signal: one per definition, a message goes to one run of it. */
export function startsNamed(snapshot: Snapshot, by: 'message' | 'signal', name: string): readonly EventStart[] {
  return eventStarts(snapshot, by).filter(start => nameOf(start) === name)
}

/** A name may be an expression, which knows no variables before there is a run. */
function nameOf({ at: { event } }: EventStart): string | null {
  return event.type === 'message' || event.type === 'signal' ? textIn(event.name, {}) : null
}

const bySnapshot = new WeakMap<Snapshot, EventStart[]>()

const startsOf = (snapshot: Snapshot): EventStart[] =>
  snapshot
    .all<FlowGraph>('flow')
    .toSorted((a, b) => (a.source.name < b.source.name ? -1 : 1))
    .flatMap(({ compiled, version }) =>
      [compiled, ...Object.values(compiled.processes)].flatMap(graph =>
        graph.starts
          .filter(at => at.event.type !== 'none')
          .map(at => ({ definition: compiled.name, version, graph, at })),
      ),
    )
