import type { EntityModel } from '../metadata/entity-model.ts'

/** All names that a field right can be about: a record's fields and `lines.price` for those of its line items. */
export function fieldNames(model: EntityModel): readonly string[] {
  let names = known.get(model)
  if (names === undefined)
    known.set(model, (names = model.fields.flatMap(field => [field.name, ...linesOf(field.name, model)])))
  return names
}

/** Every answer to a reader asks for them. */
const known = new WeakMap<EntityModel, readonly string[]>()

/** A rule's list as plain names: `*` and `!name` resolved, a field of line items with everything in it. */
export function expandFields(fields: readonly string[], model: EntityModel): string[] {
  const taken = fields.filter(name => name.startsWith('!')).map(name => name.slice(1))
  const given = fields.filter(name => !name.startsWith('!'))
  const names =
    given.includes('*') || given.length === 0 ? fieldNames(model) : given.flatMap(name => withLines(name, model))
  const without = new Set(taken.flatMap(name => withLines(name, model)))
  return names.filter(name => !without.has(name))
}

const withLines = (name: string, model: EntityModel): string[] => [name, ...linesOf(name, model)]

const linesOf = (name: string, model: EntityModel): string[] =>
  (Object.hasOwn(model.byName, name) ? (model.byName[name]!.fields ?? []) : []).map(line => `${name}.${line.name}`)
