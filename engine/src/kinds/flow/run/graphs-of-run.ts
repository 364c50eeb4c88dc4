import type { RunContext } from '../../../runtime/context.ts'
import type { FlowGraph } from '../graph.ts'
import type { FlowState } from '../state.ts'
import { graphOrEmpty, type FlowVersionBroken } from './graph-of-version.ts'

export interface RunGraphs {
  graph: FlowGraph
  /** Of the runs that it called, by instance. */
  called: Map<string, FlowGraph>
  /** The first of them that can't go on. */
  broken: FlowVersionBroken | null
}

/** The graphs of a run and of those that it called and that are not over. */
export async function graphsOf(ctx: RunContext, state: FlowState): Promise<RunGraphs> {
  const root = await graphOrEmpty(ctx, state.instance)
  const called = new Map<string, FlowGraph>()
  return { graph: root.graph, called, broken: (await addCalled(ctx, state, called)) ?? root.broken }
}

/** Graphs of called runs that were read since. The first that can't go on, or null. */
export async function addCalled(
  ctx: RunContext,
  state: FlowState,
  called: Map<string, FlowGraph>,
): Promise<FlowVersionBroken | null> {
  if (state.instances.size === 1) return null
  let first: FlowVersionBroken | null = null
  for (const instance of state.instances.all()) {
    if (instance.parent === null || called.has(instance.id)) continue
    const { graph, broken } = await graphOrEmpty(ctx, instance)
    called.set(instance.id, graph)
    first ??= broken
  }
  return first
}
