import { Conflict } from '../../../base/errors.ts'
import type { RunContext } from '../../../runtime/context.ts'
import type { PastSnapshot } from '../../../runtime/past-definitions.ts'
import type { FlowGraph } from '../graph.ts'
import type { Instance } from '../state.ts'

type Kept = Pick<Instance, 'definition' | 'version' | 'snapshot'> & Partial<Pick<Instance, 'process'>>

/**
 * The graph that a run goes by: a run keeps its version of the flow however often it is published anew, compiled against
 * what its version named when it was published. Throws FlowVersionBroken.
 */
export async function graphOfVersion(ctx: RunContext, kept: Kept): Promise<FlowGraph> {
  const main = await mainGraph(ctx, kept)
  const { definition, version, process = '' } = kept
  const graph = process === '' ? main : main.processes[process]
  if (graph === undefined) throw new FlowVersionBroken(definition, version, `its text has no process ${process}.`)
  return graph
}

/** That of the main process of the text. */
export async function mainGraph(ctx: RunContext, { definition, version, snapshot }: Kept): Promise<FlowGraph> {
  const current = ctx.snapshot.find<FlowGraph>('flow', definition)
  if (current?.version === version) return current.compiled
  if (snapshot === null) throw new FlowVersionBroken(definition, version, 'its text was never published.')
  const past = await ctx.run<PastSnapshot>('past', '*', 'snapshot', { id: snapshot })
  const found = past.snapshot.find<FlowGraph>('flow', definition)
  if (found?.version === version) return found.compiled
  throw new FlowVersionBroken(
    definition,
    version,
    past.fault('flow', definition) ?? 'its text is not in this database.',
  )
}

/** What there is to show of a run whose version no longer compiles: its rows, without elements. */
export const emptyGraph = ({ definition, process = '' }: Kept, title: string): FlowGraph => ({
  name: definition,
  title,
  process,
  subject: null,
  elements: {},
  flows: {},
  scopes: {},
  starts: [],
  conditions: [],
  inclusiveJoins: {},
  kept: {},
  strict: true,
  history: 'full',
  historyDays: null,
  versionTag: null,
  starters: null,
  processes: {},
})

/** The graph, or an empty one: for those who only look, and for writing down that it is broken. */
export async function graphOrEmpty(
  ctx: RunContext,
  kept: Kept,
): Promise<{ graph: FlowGraph; broken: FlowVersionBroken | null }> {
  try {
    return { graph: await graphOfVersion(ctx, kept), broken: null }
  } catch (error) {
    if (!(error instanceof FlowVersionBroken)) throw error
    const title = ctx.snapshot.find<FlowGraph>('flow', kept.definition)?.compiled.title ?? kept.definition
    return { graph: emptyGraph(kept, title), broken: error }
  }
}

/** The version was accepted once, and this engine or its modules now refuse it. */
export class FlowVersionBroken extends Conflict {
  constructor(name: string, version: number, why: string) {
    super(
      'flow.version_broken',
      `Version ${version} of the flow ${name} can't go on: ${why} Put that right, or migrate the run to the present version, then repeat.`,
      { details: { flow: name, version } },
    )
  }
}
