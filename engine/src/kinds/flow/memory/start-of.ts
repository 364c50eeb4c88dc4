import type { FlowGraph, StartEvent } from '../graph.ts'
import { nameOf } from './deployed-graphs.ts'
import { UnknownStart } from './errors.ts'

/** The start event of that id; without one that without event, else the first. Throws UnknownStart. */
export function startOf(graph: FlowGraph, asked: string | undefined): StartEvent {
  const { starts } = graph
  const start =
    asked === undefined ? (starts.find(s => s.event.type === 'none') ?? starts[0]) : starts.find(s => s.id === asked)
  if (start === undefined) throw new UnknownStart(nameOf(graph), asked)
  return start
}
