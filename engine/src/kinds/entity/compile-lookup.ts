import type { ScopeShape } from '../../expression/feel-type.ts'
import type { FieldModel, Lookup } from '../../metadata/entity-model.ts'
import type { Findings } from '../../metadata/findings.ts'
import { pointerTo } from '../../metadata/json-pointer.ts'
import type { LookupContent } from './content.ts'
import { feelTypeOf } from '../../metadata/expression-scopes.ts'
import { fieldNamed, outlineOf } from './read-fields.ts'

interface LookupPlace {
  content: LookupContent
  /** Pointer of the lookup. */
  at: string
  /** The field that gets the value. */
  field: FieldModel
  scope: ScopeShape
  /** The fields beside it, one of which may be the reference to follow. */
  siblings: readonly FieldModel[]
}

/** Checks and compiles an `x-lookup`: over a reference, or by matching fields of another entity (or its lines). */
export function compileLookup(place: LookupPlace, findings: Findings): Lookup | undefined {
  const { content, at } = place
  if (content.ref !== undefined && content.entity === undefined && !content.lines && !content.where)
    return overReference(place, findings)
  if (content.ref === undefined && content.entity !== undefined && content.where) return byMatch(place, findings)
  const message = 'A lookup names either a reference ("ref") or an entity with what must match ("entity", "where").'
  findings.fault(at, { code: 'entity.lookup_form', message })
  return undefined
}

function overReference({ content, at, field, siblings }: LookupPlace, findings: Findings): Lookup | undefined {
  const name = content.ref!
  const references = siblings.filter(each => each.type === 'reference')
  const reference = fieldNamed(references, name)
  if (!reference) {
    const known = references.map(each => each.name)
    findings.unknown(pointerTo(at, 'ref'), {
      code: 'entity.unknown_field',
      message: `There is no reference "${name}" beside this field.`,
      name,
      known,
    })
    return undefined
  }
  findings.referField(reference, pointerTo(at, 'ref'))
  // A reference to an unknown entity is reported where it stands.
  const outline = reference.target === undefined ? undefined : outlineOf(findings.link, reference.target)
  if (!outline || !checkSource({ content, at, field }, { entity: reference.target!, fields: outline }, findings))
    return undefined
  return { by: 'reference', reference: name, field: content.field }
}

function byMatch(place: LookupPlace, findings: Findings): Lookup | undefined {
  const { content, at, field, scope } = place
  const entity = content.entity!
  const fields = matchedFields(content, at, findings)
  if (!fields || !checkSource({ content, at, field }, { entity, fields }, findings)) return undefined
  const where: { field: string; value: NonNullable<ReturnType<Findings['expression']>> }[] = []
  for (const [name, text] of Object.entries(content.where!)) {
    const pointer = pointerTo(at, 'where', name)
    const matched = fieldNamed(fields, name)
    const isParent = content.lines !== undefined && name === 'parent'
    if (!matched && !isParent) {
      const known = [...fields.map(each => each.name), ...(content.lines === undefined ? [] : ['parent'])]
      findings.unknown(pointer, {
        code: 'entity.unknown_field',
        message: `"${entity}" has no field "${name}" to match.`,
        name,
        known,
      })
      continue
    }
    if (matched) findings.referField(matched, pointer, { in: 'key', from: 0, to: name.length })
    const value = findings.expression(pointer, text, scope, matched ? feelTypeOf(matched) : 'string')
    if (value) where.push({ field: name, value })
  }
  if (where.length < Object.keys(content.where!).length) return undefined
  return {
    by: 'match',
    entity,
    ...(content.lines === undefined ? {} : { lines: content.lines }),
    where,
    field: content.field,
  }
}

/** The fields that a match looks at: those of the entity, or of its lines. */
function matchedFields(content: LookupContent, at: string, findings: Findings): readonly FieldModel[] | undefined {
  const outline = outlineOf(findings.link, content.entity!)
  if (!outline) {
    const fault = {
      code: 'entity.unknown_entity',
      message: `There is no entity "${content.entity}".`,
      name: content.entity!,
    }
    findings.unknown(pointerTo(at, 'entity'), { ...fault, known: findings.link.names('entity') })
    return undefined
  }
  findings.refer(`entity/${content.entity}`, pointerTo(at, 'entity'))
  if (content.lines === undefined) return outline
  const lists = outline.filter(each => each.type === 'lines')
  const lines = fieldNamed(lists, content.lines)
  if (lines) findings.referField(lines, pointerTo(at, 'lines'))
  else {
    const fault = {
      code: 'entity.unknown_field',
      message: `"${content.entity}" has no lines "${content.lines}".`,
      name: content.lines,
    }
    findings.unknown(pointerTo(at, 'lines'), { ...fault, known: lists.map(each => each.name) })
  }
  return lines?.fields
}

function checkSource(
  { content, at, field }: Pick<LookupPlace, 'content' | 'at' | 'field'>,
  { entity, fields }: { entity: string; fields: readonly FieldModel[] },
  findings: Findings,
): boolean {
  const pointer = pointerTo(at, 'field')
  const source = fieldNamed(fields, content.field)
  if (!source) {
    const known = fields.map(each => each.name)
    findings.unknown(pointer, {
      code: 'entity.unknown_field',
      message: `"${entity}" has no field "${content.field}".`,
      name: content.field,
      known,
    })
    return false
  }
  findings.refer(`entity/${entity}#${content.lines === undefined ? '' : `${content.lines}.`}${content.field}`, pointer)
  const loss = lossOf(source, field)
  if (loss !== undefined)
    findings.fault(pointer, {
      code: 'entity.lookup_type',
      message: `"${entity}.${content.field}" can't be copied here: ${loss}.`,
    })
  return loss === undefined
}

/** Why a value of `source` would not fit `field`, or undefined. */
function lossOf(source: FieldModel, field: FieldModel): string | undefined {
  if (source.type === 'lines' || source.type === 'texts') return 'it holds several values'
  const widens =
    (field.type === 'decimal' && source.type === 'integer') || (field.type === 'text' && source.type === 'enum')
  if (source.type !== field.type && !widens) return `it is of type ${source.type}, this field of type ${field.type}`
  if (field.type === 'reference' && source.target !== field.target)
    return `it refers to ${source.target}, this field to ${field.target}`
  if (field.type === 'decimal' && (source.scale ?? 0) > (field.scale ?? 0)) {
    return `it has ${source.scale} digits after the point, this field ${field.scale}`
  }
  const missing =
    field.type === 'enum' && source.options?.find(option => !field.options?.some(each => each.value === option.value))
  return missing ? `its value "${missing.value}" is not one of this field` : undefined
}
