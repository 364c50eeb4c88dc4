import { Conflict } from '../../../base/errors.ts'
import type { Linker, Source } from '../../../metadata/kind.ts'
import type { CallableSignature } from '../../../metadata/linker.ts'
import type { Snapshot } from '../../../metadata/snapshot.ts'
import type { RunContext } from '../../../runtime/context.ts'
import { compileFlow } from '../compile.ts'
import type { FlowGraph } from '../graph.ts'
import { parseFlow } from '../parse.ts'
import { readFlowText } from './statements/read-flow-text.ts'

const cache = new WeakMap<Snapshot, Map<string, Promise<FlowGraph>>>()

/**
 * The graph that a run began with: a run keeps its version of the flow however often it is published anew, while rule sets,
 * roles and functions are those in force. Throws FlowVersionBroken.
 */
export async function graphOfVersion(ctx: RunContext, name: string, version: number): Promise<FlowGraph> {
  const current = ctx.snapshot.find<FlowGraph>('flow', name)
  if (current?.version === version) return current.compiled
  let graphs = cache.get(ctx.snapshot)
  if (graphs === undefined) cache.set(ctx.snapshot, (graphs = new Map()))
  const key = `${name}@${version}`
  let graph = graphs.get(key)
  if (graph === undefined) {
    graphs.set(key, (graph = compileVersion(ctx, name, version)))
    graph.catch(() => graphs.delete(key))
  }
  return graph
}

async function compileVersion(ctx: RunContext, name: string, version: number): Promise<FlowGraph> {
  const [row] = await ctx.tx.query<{ id: string; text: string; hash: string }>(readFlowText, [name, version])
  if (row === undefined) throw new FlowVersionBroken(name, version, 'its text is not in this database')
  const parsed = await parseFlow({ text: row.text, file: `${row.id}@${version}` })
  if (parsed.content === undefined)
    throw new FlowVersionBroken(name, version, parsed.diagnostics[0]?.message ?? 'it can not be read')
  const source: Source<NonNullable<typeof parsed.content>> = {
    ...row,
    kind: 'flow',
    pack: row.id.split('/')[0]!,
    name,
    title: parsed.title ?? name,
    file: `${row.id}@${version}`,
    layers: [],
    content: parsed.content,
    locate: parsed.locate,
  }
  const { compiled, diagnostics } = compileFlow(source, linkerOfSnapshot(ctx.snapshot))
  if (compiled === undefined) throw new FlowVersionBroken(name, version, diagnostics[0]!.message)
  return compiled
}

function linkerOfSnapshot(snapshot: Snapshot): Linker {
  const callable = (name: string) => snapshot.function(name) as CallableSignature | undefined
  return {
    source: (kind, name) => snapshot.find(kind, name)?.source,
    compiled: <T>(kind: string, name: string) => snapshot.find<T>(kind, name)?.compiled,
    names: kind => snapshot.all(kind).map(definition => definition.source.name),
    function: callable,
    functionNames: () => [],
    feelFunctions: {
      find: feelName => {
        const found = callable(feelName.replaceAll('_', '-'))
        return found && { signature: found, run: found.run }
      },
      names: () => [],
    },
  }
}

/** Something that the old version names was taken away since. */
export class FlowVersionBroken extends Conflict {
  constructor(name: string, version: number, why: string) {
    super(
      'flow.version_broken',
      `Version ${version} of the flow ${name} can't go on: ${why} Publish again what is missing, then repeat.`,
      {
        details: { flow: name, version },
      },
    )
  }
}
