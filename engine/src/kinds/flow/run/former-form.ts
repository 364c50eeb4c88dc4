import { accessOf } from '../../../access/ability.ts'
import { isInSet, taskFieldSet } from '../../../access/field-mask.ts'
import type { EntityModel } from '../../../metadata/entity-model.ts'
import { valueAt } from '../../../metadata/json-pointer.ts'
import { localise } from '../../../metadata/localise.ts'
import type { RunContext } from '../../../runtime/context.ts'
import type { KeptForm } from './kept-form.ts'

interface FieldUse {
  field: string
  columns?: { field: string }[]
  totals?: string[]
}

export interface ShownForm {
  entity: string
  sections: { fields: FieldUse[] }[]
}

/** A form of former times in the reader's language, without the fields that he never sees; as `/api/app` gives the present ones. */
export function presentFormerForm(ctx: RunContext, { form, former }: KeptForm, locale: string) {
  const { version, source, leftOut } = former!
  const content = translated(ctx, form.content as ShownForm, { id: source.id, locale })
  return { version, content: visible(ctx, content), leftOut }
}

/** Translations stand at places of the present text, which may be others: what still says the same is translated the same. */
function translated(ctx: RunContext, content: ShownForm, { id, locale }: { id: string; locale: string }): ShownForm {
  const present = ctx.snapshot.definitions.get(id)?.source.content
  const known = new Map<unknown, string>()
  localise(present, pointer => {
    const text = ctx.snapshot.text(id, pointer, locale)
    if (text !== undefined) known.set(valueAt(present, pointer), text)
    return undefined
  })
  return localise(content, pointer => known.get(valueAt(content, pointer)))
}

function visible(ctx: RunContext, content: ShownForm): ShownForm {
  const model = ctx.snapshot.get<EntityModel>('entity', content.entity).compiled
  const readable = taskFieldSet(accessOf(ctx.principal, ctx.snapshot), 'read', model)
  const seen = (use: FieldUse): FieldUse => ({
    ...use,
    ...(use.columns && { columns: use.columns.filter(column => isInSet(readable, `${use.field}.${column.field}`)) }),
    ...(use.totals && { totals: use.totals.filter(total => isInSet(readable, `${use.field}.${total}`)) }),
  })
  const sections = content.sections.map(section => ({
    ...section,
    fields: section.fields.filter(use => isInSet(readable, use.field)).map(seen),
  }))
  return { ...content, sections: sections.filter(section => section.fields.length > 0) }
}
