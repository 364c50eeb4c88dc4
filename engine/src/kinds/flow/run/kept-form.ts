import type { CompiledExpression } from '../../../expression/compiled-expression.ts'
import type { FieldModel } from '../../../metadata/entity-model.ts'
import type { Source } from '../../../metadata/kind.ts'
import type { RunContext } from '../../../runtime/context.ts'
import type { PastSnapshot } from '../../../runtime/past-definitions.ts'
import type { Instance } from '../state.ts'

/** What a form compiles to, as far as a task needs it: kinds don't import each other. */
export interface TaskForm {
  entity: { name: string }
  content: object
  sections: { fields: { field: FieldModel; readOnlyWhen?: CompiledExpression }[] }[]
}

export interface KeptForm {
  form: TaskForm
  /** Version that the run keeps, when it is another than the present one: clients have only the present forms at hand. */
  former: { version: number; source: Source; leftOut: readonly string[] } | null
}

interface Fitted {
  form: TaskForm | null
  leftOut: string[]
}

/**
 * The form of a step as the run keeps it: the version that was in force when it began, on the record's present entity.
 * Null when there is no such form, or nothing of it fits the entity.
 */
export async function keptForm(
  ctx: RunContext,
  { snapshot }: Pick<Instance, 'snapshot'>,
  name: string | null,
): Promise<KeptForm | null> {
  if (name === null) return null
  const current = ctx.snapshot.find<TaskForm>('form', name)
  const now = current === undefined ? null : { form: current.compiled, former: null }
  if (snapshot === null || snapshot === ctx.snapshot.id) return now
  const past = await ctx.run<PastSnapshot>('past', '*', 'snapshot', { id: snapshot })
  const found = past.source('form', name)
  if (found === undefined || found.version === current?.version) return now
  const { form, leftOut } = await ctx.run<Fitted>('form', name, 'fit', found)
  return form && { form, former: { ...found, leftOut } }
}
