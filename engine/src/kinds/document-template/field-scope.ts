import type { EntityModel, FieldModel } from '../../metadata/entity-model.ts'
import type { Linker } from '../../metadata/kind.ts'

/** What names mean at one place of a template. A new one begins inside {{#each}} and {{#with}}. */
export interface FieldScope {
  /** Entity whose definition holds the fields' titles. */
  entity: string
  fields: ReadonlyMap<string, FieldModel>
  /** Way from the record to here: `''`, `lines.`, `customer.`, `lines.product.`. */
  prefix: string
  /** Pointer of the fields in the entity's definition. */
  pointer: string
  /** Rows of a repeated part, which know their number. */
  repeated: boolean
  /** Inside {{#each}} over a set of texts: only `this` means something. */
  texts?: FieldModel
}

/** The record's own names, with those of the system columns people may read. */
export const recordScope = (entity: EntityModel, prefix = ''): FieldScope => ({
  entity: entity.name,
  fields: new Map([...SYSTEM_FIELDS, ...entity.fields].map(field => [field.name, field])),
  prefix,
  pointer: '/properties',
  repeated: false,
})

export const lineScope = (outer: FieldScope, lines: FieldModel): FieldScope => ({
  entity: outer.entity,
  fields: new Map((lines.fields ?? []).map(field => [field.name, field])),
  prefix: `${outer.prefix}${lines.name}.`,
  pointer: `${outer.pointer}/${lines.name}/items/properties`,
  repeated: true,
})

export const textsScope = (outer: FieldScope, texts: FieldModel): FieldScope => ({
  ...outer,
  fields: new Map(),
  repeated: true,
  texts,
})

/** Names behind a reference; undefined when the entity isn't known (its own fault is reported where it is declared). */
export function referenceScope(outer: FieldScope, reference: FieldModel, link: Linker): FieldScope | undefined {
  const target = link.compiled<EntityModel>('entity', reference.target ?? '')
  return target && { ...recordScope(target, `${outer.prefix}${reference.name}.`), repeated: outer.repeated }
}

const SYSTEM_FIELDS: readonly FieldModel[] = (['created_at', 'updated_at'] as const).map(name => ({
  name,
  title: name === 'created_at' ? '创建时间' : '修改时间',
  type: 'instant',
  required: true,
  readOnly: true,
}))
