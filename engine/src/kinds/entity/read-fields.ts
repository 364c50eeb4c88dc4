import type { FieldModel } from '../../metadata/entity-model.ts'
import type { Linker } from '../../metadata/kind.ts'
import type { EntityContent, FieldContent } from './content.ts'
import { variantOf } from './fields/index.ts'

/** The fields as they are written, without what needs other definitions: defaults, computed values, lookups. */
export function readFields(entity: Pick<EntityContent, 'name' | 'properties' | 'required'>): FieldModel[] {
  return readGroup(entity, `entity/${entity.name}#`)
}

interface Group {
  properties?: Readonly<Record<string, FieldContent>>
  required?: readonly string[]
}

function readGroup({ properties = {}, required = [] }: Group, prefix: string): FieldModel[] {
  return Object.entries(properties).map(([name, content]) =>
    readField(name, content, { required: required.includes(name), prefix }),
  )
}

function readField(
  name: string,
  content: FieldContent,
  { required, prefix }: { required: boolean; prefix: string },
): FieldModel {
  const variant = variantOf(content)
  const lines = variant.type === 'lines' && content.items
  return {
    name,
    address: prefix + name,
    title: content.title ?? name,
    ...(content.description === undefined ? {} : { description: content.description }),
    type: variant.type,
    required,
    readOnly: isReadOnly(content),
    ...variant.read(content),
    ...(content['x-sensitivity'] === undefined ? {} : { sensitivity: content['x-sensitivity'] }),
    ...(content['x-renamed-from'] === undefined ? {} : { renamedFrom: content['x-renamed-from'] }),
    ...(lines ? { fields: readGroup(lines, `${prefix}${name}.`) } : {}),
  }
}

const isReadOnly = (content: FieldContent): boolean =>
  content.readOnly === true ||
  content['x-computed'] !== undefined ||
  content['x-lookup'] !== undefined ||
  content['x-sequence'] !== undefined

const outlines = new WeakMap<EntityContent, FieldModel[]>()

/** The fields of another entity, for checks across entities; undefined when there is no such entity. */
export function outlineOf(link: Linker, entity: string): FieldModel[] | undefined {
  const content = link.source('entity', entity)?.content as EntityContent | undefined
  if (!content) return undefined
  let outline = outlines.get(content)
  if (!outline) outlines.set(content, (outline = readFields(content)))
  return outline
}

/** A field by its name, own names only. */
export const fieldNamed = (fields: readonly FieldModel[], name: string): FieldModel | undefined =>
  fields.find(field => field.name === name)
