import type { Access } from '../../access/ability.ts'
import type { EntityModel, FieldModel, StateMachine } from '../../metadata/entity-model.ts'
import type { Definition } from '../../metadata/snapshot.ts'
import type { Readable } from './readable-fields.ts'

type Schema = Record<string, any>

/** What a client needs to draw and fill an entity: its localised JSON Schema without the inner workings. */
export function describeEntity(
  definition: Definition,
  { content, access, readable }: { content: Schema; access: Access; readable: Readable },
) {
  const model = definition.compiled as EntityModel
  return {
    name: model.name,
    title: content.title as string,
    display: model.display,
    schema: {
      type: 'object',
      title: content.title as string,
      ...(content.required
        ? { required: (content.required as string[]).filter(field => readable(model.name, field)) }
        : {}),
      properties: properties(content.properties, model.fields, field => readable(model.name, field)),
    },
    states: model.states && states(model.states, content),
    permissions: { create: access.can('create', model.name) },
  }
}

function properties(schemas: Schema, fields: readonly FieldModel[], readable: (field: string) => boolean): Schema {
  return Object.fromEntries(
    fields
      .filter(field => readable(field.name))
      .map(field => [field.name, property(schemas[field.name], field, readable)]),
  )
}

function property(schema: Schema, field: FieldModel, readable: (field: string) => boolean): Schema {
  const {
    'x-computed': computed,
    'x-lookup': lookup,
    'x-default': start,
    'x-sequence': sequence,
    'x-sensitivity': sensitivity,
    ...shown
  } = schema
  void [computed, lookup, start, sequence, sensitivity]
  if (field.readOnly) shown.readOnly = true
  if (field.fields) shown.items = lineSchema(schema.items, field, readable)
  return shown
}

function lineSchema(items: Schema, field: FieldModel, readable: (field: string) => boolean): Schema {
  const seen = (name: string) => readable(`${field.name}.${name}`)
  return {
    ...items,
    ...(items.required ? { required: (items.required as string[]).filter(seen) } : {}),
    properties: properties(items.properties, field.fields!, seen),
  }
}

function states(machine: StateMachine, content: Schema) {
  const titles = new Map(
    (content['x-states'].transitions as { key: string; title: string }[]).map(each => [each.key, each.title]),
  )
  return {
    ...machine,
    transitions: machine.transitions.map(each => ({ ...each, title: titles.get(each.key) ?? each.title })),
  }
}
