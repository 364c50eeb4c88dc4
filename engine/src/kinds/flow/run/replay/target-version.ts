import { InvalidInput, NotFound } from '../../../../base/errors.ts'
import { systemPrincipal } from '../../../../runtime/command-runner.ts'
import { sha256 } from '../../../../base/sha256.ts'
import type { CompileResult, Source } from '../../../../metadata/kind.ts'
import { hasErrors } from '../../../../metadata/diagnostic.ts'
import type { RunContext } from '../../../../runtime/context.ts'
import type { FlowGraph } from '../../graph.ts'
import { parseFlow } from '../../parse.ts'
import { snapshotsOf } from '../called-process.ts'
import { graphOfVersion } from '../graph-of-version.ts'
import { readFlowDraft } from '../statements/replay.ts'

/** A published version by its number, the one in force, a draft that is saved, or a text. */
export type ReplayTarget = { version: number } | { text: string } | 'draft' | 'present'

export interface TargetVersion {
  graph: FlowGraph
  /** Whose rule sets decide what is asked anew; null: those in force. */
  snapshot: number | null
  /** `v4`, `draft`, `text`. */
  name: string
}

/** Throws UnknownDefinition, FlowVersionUnknown, FlowDraftMissing, FlowTextFaulty, FlowVersionBroken. */
export async function targetVersion(ctx: RunContext, flow: string, target: ReplayTarget): Promise<TargetVersion> {
  const present = ctx.snapshot.get<FlowGraph>('flow', flow)
  if (target === 'present' || (target !== 'draft' && 'version' in target && target.version === present.version))
    return { graph: present.compiled, snapshot: ctx.snapshot.id || null, name: `v${present.version}` }
  if (target === 'draft') return compiledText(ctx, present.source, await draftText(ctx, flow), 'draft')
  if ('text' in target) return compiledText(ctx, present.source, target.text, 'text')
  const { version } = target
  const kept = (await snapshotsOf(ctx, flow)).find(each => each.version === version)
  if (kept === undefined) throw new FlowVersionUnknown(flow, version)
  const { snapshot } = kept
  return { graph: await graphOfVersion(ctx, { definition: flow, version, snapshot }), snapshot, name: `v${version}` }
}

/** A person's own one; for the command line whoever saved last. */
async function draftText(ctx: RunContext, flow: string): Promise<string> {
  const author = ctx.principal.accountId === systemPrincipal.accountId ? null : ctx.principal.accountId
  const [draft] = await ctx.tx.query<{ text: string }>(readFlowDraft, [`/flow/${flow}`, author])
  if (draft === undefined) throw new FlowDraftMissing(flow)
  return draft.text
}

/** Compiled beside everything that is in force. */
async function compiledText(ctx: RunContext, present: Source, text: string, name: string): Promise<TargetVersion> {
  const { content, diagnostics, locate } = await parseFlow({ text, file: present.file })
  if (content !== undefined && content.name !== present.name)
    throw new FlowTextFaulty(name, `its process is ${content.name}, not ${present.name}.`)
  const source = content && { ...present, text, content, locate, hash: sha256(text) }
  const result = source && (await ctx.run<CompileResult<FlowGraph>>('past', '*', 'recompile', { source }))
  const all = [...diagnostics, ...(result?.diagnostics ?? [])]
  if (result?.compiled === undefined || hasErrors(all)) {
    const first = all.find(each => each.severity === 'error')
    throw new FlowTextFaulty(name, `line ${first?.line ?? 1}: ${first?.message ?? 'it has faults.'}`)
  }
  return { graph: result.compiled, snapshot: null, name }
}

export class FlowVersionUnknown extends NotFound {
  constructor(flow: string, version: number) {
    super(
      'flow.version_unknown',
      `Version ${version} of the flow ${flow} was never published here. Name one of its versions.`,
    )
  }
}

export class FlowDraftMissing extends NotFound {
  constructor(flow: string) {
    super('flow.draft_missing', `There is no saved draft of the flow ${flow}. Save one, or name a version.`)
  }
}

export class FlowTextFaulty extends InvalidInput {
  constructor(name: string, why: string) {
    super('flow.text_faulty', `The ${name} can't be tried: ${why} Correct it, then repeat.`)
  }
}
