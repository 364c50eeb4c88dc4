import { Decimal } from '../../../base/decimal.ts'
import type { EntityModel, FieldModel } from '../../../metadata/entity-model.ts'

type Json = Readonly<Record<string, unknown>>

/** What changed in the lines of one field. Lines are named by their ids. */
export interface LineChanges {
  added: Json[]
  removed: Json[]
  changed: { id: string; fields: Record<string, [unknown, unknown]> }[]
}

/**
 * What is different between two states of a record, for the audit trail: `{ field: [old, new] }`, and LineChanges for
 * line items. A decimal with other zeros behind is the same decimal. `before` null: everything that has a value.
 */
export function recordChanges(model: EntityModel, before: Json | null, after: Json): Record<string, unknown> {
  const changes: Record<string, unknown> = {}
  for (const field of model.fields) {
    const [old, now] = [before?.[field.name] ?? null, after[field.name] ?? null]
    if (field.type === 'lines') {
      const lines = lineChanges(field, (old ?? []) as Json[], (now ?? []) as Json[])
      if (lines.added.length + lines.removed.length + lines.changed.length > 0) changes[field.name] = lines
    } else if (!sameValue(field, old, now)) changes[field.name] = [old, now]
  }
  return changes
}

function lineChanges(field: FieldModel, before: readonly Json[], after: readonly Json[]): LineChanges {
  const fields = field.fields ?? []
  const old = new Map(before.map(line => [line['id'] as string, line]))
  const kept = new Set(after.map(line => line['id'] as string))
  const changed = after.flatMap(line => {
    const id = line['id'] as string
    const was = old.get(id)
    const differing =
      was === undefined ? [] : fields.filter(each => !sameValue(each, was[each.name] ?? null, line[each.name] ?? null))
    return differing.length === 0
      ? []
      : [{ id, fields: Object.fromEntries(differing.map(each => pair(each.name, was![each.name], line[each.name]))) }]
  })
  return {
    added: after.filter(line => !old.has(line['id'] as string)).map(line => values(line, fields)),
    removed: before.filter(line => !kept.has(line['id'] as string)).map(line => values(line, fields)),
    changed,
  }
}

const pair = (name: string, old: unknown, now: unknown): [string, [unknown, unknown]] => [
  name,
  [old ?? null, now ?? null],
]

const values = (line: Json, fields: readonly FieldModel[]): Json =>
  Object.fromEntries([
    ['id', line['id']],
    ...fields.filter(f => (line[f.name] ?? null) !== null).map(f => [f.name, line[f.name]]),
  ])

/** Lines in another order are a change too, though no value of them is. */
export function sameOrder(before: unknown, after: unknown): boolean {
  const ids = (lines: unknown) => ((lines ?? []) as Json[]).map(line => line['id']).join()
  return ids(before) === ids(after)
}

export function sameValue(field: FieldModel, a: unknown, b: unknown): boolean {
  if (a === b) return true
  if (a === null || b === null || a === undefined || b === undefined) return (a ?? null) === (b ?? null)
  if (field.type === 'decimal') return new Decimal(a as string).equals(new Decimal(b as string))
  if (field.type === 'instant') return Date.parse(String(a)) === Date.parse(String(b))
  if (field.type === 'texts') return JSON.stringify(a) === JSON.stringify(b)
  if (field.type === 'reference') return String(a).toLowerCase() === String(b).toLowerCase()
  return false
}
