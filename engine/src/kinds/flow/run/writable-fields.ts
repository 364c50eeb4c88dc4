import { businessDay } from '../../../base/business-day.ts'
import type { RunContext } from '../../../runtime/context.ts'
import type { KeptForm } from './kept-form.ts'

/**
 * Fields of the record that a task's form lets its people write: those on the form that the server does not set and whose
 * `read_only_when` does not hold on the record as it is now. None without form.
 */
export async function writableFields(
  ctx: RunContext,
  kept: KeptForm | null,
  subject: { entity: string; id: string },
): Promise<string[]> {
  if (kept?.form.entity.name !== subject.entity) return []
  const fields = kept.form.sections.flatMap(section => section.fields).filter(each => !each.field.readOnly)
  if (fields.length === 0) return []
  const scope = fields.some(each => each.readOnlyWhen) ? await scopeOf(ctx, subject) : {}
  return fields.filter(each => each.readOnlyWhen?.evaluate(scope) !== true).map(each => each.field.name)
}

async function scopeOf(
  ctx: RunContext,
  { entity, id }: { entity: string; id: string },
): Promise<Record<string, unknown>> {
  const record = await ctx.run<Record<string, unknown>>('entity', entity, 'load', { id })
  const now = ctx.clock.now()
  return { ...record, user: ctx.principal.user, today: businessDay(now), now: now.toISOString() }
}
