import type { Definition, Snapshot } from '../../../metadata/snapshot.ts'
import type { RunContext } from '../../../runtime/context.ts'
import type { PastSnapshot } from '../../../runtime/past-definitions.ts'
import type { FlowGraph } from '../graph.ts'
import type { CalledProcess, CalledQuestion } from '../ports.ts'
import type { Instance } from '../state.ts'
import { mainGraph } from './graph-of-version.ts'
import { readSnapshotsOfVersions } from './statements/snapshots-of-versions.ts'

type Answer = CalledProcess | { fault: string }

/**
 * The process that a call activity names: another one of the caller's text by its id, else a flow by its name, in the version
 * that the binding says: the present one, that of the caller's beginning, a number, or a tag.
 */
export async function calledProcess(ctx: RunContext, question: CalledQuestion, caller: Instance): Promise<Answer> {
  const main = await mainGraph(ctx, caller)
  const beside = Object.hasOwn(main.processes, question.process) ? main.processes[question.process] : undefined
  const { definition, version, snapshot } = caller
  if (beside !== undefined) return { definition, version, snapshot, graph: beside }
  return boundTo(ctx, question, caller)
}

async function boundTo(ctx: RunContext, question: CalledQuestion, caller: Instance): Promise<Answer> {
  switch (question.binding) {
    case 'latest':
      return inSnapshot(ctx.snapshot, question.process)
    case 'deployment':
      return inSnapshot(
        caller.snapshot === null ? ctx.snapshot : await pastSnapshot(ctx, caller.snapshot),
        question.process,
      )
    case 'version':
      return ofVersion(ctx, question.process, Number(question.version))
    case 'version_tag':
      return ofTag(ctx, question.process, question.version)
  }
}

function inSnapshot(snapshot: Snapshot, name: string): Answer {
  const found = snapshot.find<FlowGraph>('flow', name)
  return found === undefined ? unknown(name) : answerOf(found, snapshot.id)
}

const answerOf = (found: Definition<FlowGraph>, snapshot: number): CalledProcess => ({
  definition: found.compiled.name,
  version: found.version,
  snapshot: snapshot === 0 ? null : snapshot,
  graph: found.compiled,
})

const unknown = (name: string, more = ''): Answer => ({
  fault: `There is no flow "${name}"${more} to be called. Publish it, then retry.`,
})

async function ofVersion(ctx: RunContext, name: string, version: number): Promise<Answer> {
  const present = ctx.snapshot.find<FlowGraph>('flow', name)
  if (present?.version === version) return answerOf(present, ctx.snapshot.id)
  const kept = (await snapshotsOf(ctx, name)).find(each => each.version === version)
  if (kept === undefined) return unknown(name, ` of version ${version}`)
  return inSnapshot(await pastSnapshot(ctx, kept.snapshot), name)
}

/** The youngest version with the tag. */
async function ofTag(ctx: RunContext, name: string, tag: string | null): Promise<Answer> {
  const present = ctx.snapshot.find<FlowGraph>('flow', name)
  if (present !== undefined && present.compiled.versionTag === tag) return answerOf(present, ctx.snapshot.id)
  for (const { snapshot } of await snapshotsOf(ctx, name)) {
    const found = (await pastSnapshot(ctx, snapshot)).find<FlowGraph>('flow', name)
    if (found?.compiled.versionTag === tag) return answerOf(found, snapshot)
  }
  return unknown(name, ` with the version tag "${tag}"`)
}

/** The latest snapshot of each version, youngest version first. */
export async function snapshotsOf(ctx: RunContext, name: string): Promise<{ version: number; snapshot: number }[]> {
  const rows = await ctx.tx.query<{ version: number; snapshot: string }>(readSnapshotsOfVersions, [`/flow/${name}`])
  return rows.map(row => ({ version: row.version, snapshot: Number(row.snapshot) }))
}

const pastSnapshot = async (ctx: RunContext, id: number): Promise<Snapshot> =>
  id === ctx.snapshot.id ? ctx.snapshot : (await ctx.run<PastSnapshot>('past', '*', 'snapshot', { id })).snapshot
