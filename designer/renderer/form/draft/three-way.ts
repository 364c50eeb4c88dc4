import type { DraftValues } from '../../../shell/api/records.ts'
import type { FieldModel } from '../../fields/field-model.ts'
import { sameValue } from './draft-values.ts'

export interface FieldChange {
  field: FieldModel
  mine: unknown
  theirs: unknown
  /** Both changed it, to different values: somebody must choose. */
  conflict: boolean
}

/** What the other person changed, seen from a draft that was begun on `base`. Only fields that a client may write. */
export function changesMeanwhile(
  fields: readonly FieldModel[],
  { base, mine, theirs }: { base: DraftValues; mine: DraftValues; theirs: DraftValues },
): FieldChange[] {
  return fields
    .filter(field => !field.readOnly)
    .flatMap(field => {
      const [old, my, their] = [base, mine, theirs].map(values => comparable(field, values[field.name]))
      if (sameValue(old, their)) return []
      const conflict = !sameValue(old, my) && !sameValue(my, their)
      return [{ field, mine: mine[field.name], theirs: theirs[field.name], conflict }]
    })
}

/** The draft to go on with: theirs, with every field of mine that they left alone or that I was told to keep. */
export function rebase(
  fields: readonly FieldModel[],
  values: { base: DraftValues; mine: DraftValues; theirs: DraftValues },
  keepMine: ReadonlySet<string>,
): DraftValues {
  const theirChanges = new Set(changesMeanwhile(fields, values).map(change => change.field.name))
  const mine = fields.filter(field => !field.readOnly && (!theirChanges.has(field.name) || keepMine.has(field.name)))
  return { ...values.theirs, ...Object.fromEntries(mine.map(({ name }) => [name, values.mine[name]])) }
}

/** Lines are compared by what people write in them; their computed cells differ whenever anything does. */
function comparable(field: FieldModel, value: unknown): unknown {
  if (field.type !== 'lines' || !Array.isArray(value)) return value
  const columns = field.fields.filter(column => !column.readOnly)
  return value.map(row => Object.fromEntries(columns.map(({ name }) => [name, (row as DraftValues)[name] ?? null])))
}
