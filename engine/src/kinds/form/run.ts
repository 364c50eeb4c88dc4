import type { CompileResult, Source } from '../../metadata/kind.ts'
import type { Snapshot } from '../../metadata/snapshot.ts'
import type { KindOperation, RunContext } from '../../runtime/context.ts'
import type { FormContent } from './content.ts'
import { fitToEntity, type FittedForm } from './fit-to-entity.ts'
import type { FormModel } from './form-model.ts'

/**
 * What forms offer other kinds:
 * - `fit` {source, version}: a former version of the form, fitted to its entity as it is now → FittedForm.
 */
export const formOperations: Record<string, KindOperation> = {
  fit: (_, former: Former, ctx) => fit(ctx, former),
}

interface Former {
  source: Source<FormContent>
  version: number
}

const kept = new WeakMap<Snapshot, Map<string, FittedForm>>()

/** Once per version and snapshot: both are immutable. */
async function fit(ctx: RunContext, former: Former): Promise<FittedForm> {
  const { source, version } = former
  let ofSnapshot = kept.get(ctx.snapshot)
  if (ofSnapshot === undefined) kept.set(ctx.snapshot, (ofSnapshot = new Map()))
  const key = `${source.id}@${version}`
  let fitted = ofSnapshot.get(key)
  if (fitted === undefined) ofSnapshot.set(key, (fitted = await fitNow(ctx, former)))
  return fitted
}

const fitNow = (ctx: RunContext, { source }: Former): Promise<FittedForm> =>
  fitToEntity(source.content, content =>
    ctx.run<CompileResult<FormModel>>('past', '*', 'recompile', { source: { ...source, content } }),
  )
