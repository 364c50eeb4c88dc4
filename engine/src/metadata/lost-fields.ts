import type { EntityModel, FieldModel } from './entity-model.ts'

/**
 * What `after` has no more of `before`: fields that are gone or of another type, as `contract#amount` and
 * `contract#lines.cost`; an entity that is gone as `contract`.
 */
export function lostFields(before: readonly EntityModel[], after: readonly EntityModel[]): string[] {
  const now = new Map(after.map(model => [model.name, model]))
  return before.flatMap(model => {
    const next = now.get(model.name)
    if (next === undefined) return [model.name]
    return lostIn(model.fields, next.fields).map(field => `${model.name}#${field}`)
  })
}

function lostIn(before: readonly FieldModel[], after: readonly FieldModel[]): string[] {
  return before.flatMap(field => {
    const next = after.find(each => each.name === field.name)
    if (next === undefined || next.type !== field.type || next.target !== field.target) return [field.name]
    return lostIn(field.fields ?? [], next.fields ?? []).map(line => `${field.name}.${line}`)
  })
}
