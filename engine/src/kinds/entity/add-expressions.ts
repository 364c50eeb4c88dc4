import type { ScopeShape } from '../../expression/feel-type.ts'
import type { FieldModel } from '../../metadata/entity-model.ts'
import type { Findings } from '../../metadata/findings.ts'
import { pointerTo } from '../../metadata/json-pointer.ts'
import type { FieldContent } from './content.ts'
import type { FieldGroup } from './check-fields.ts'
import { compileLookup } from './compile-lookup.ts'
import { ambientScope, feelTypeOf } from '../../metadata/expression-scopes.ts'

/** The fields with their defaults, computed values and lookups compiled. */
export function addExpressions(group: FieldGroup, scope: ScopeShape, findings: Findings): FieldModel[] {
  return group.fields.map(field => {
    const content = group.contents[field.name]!
    const at = pointerTo(group.at, field.name)
    return {
      ...field,
      ...readDefault(content, at, field, findings),
      ...readValue(content, { at, field, scope, group }, findings),
    }
  })
}

function readDefault(content: FieldContent, at: string, field: FieldModel, findings: Findings): Partial<FieldModel> {
  if (content.default !== undefined) return { default: { literal: content.default } }
  if (content['x-default'] === undefined) return {}
  const expression = findings.expression(
    pointerTo(at, 'x-default'),
    content['x-default'],
    ambientScope,
    feelTypeOf(field),
  )
  return expression ? { default: { expression } } : {}
}

function readValue(
  content: FieldContent,
  where: { at: string; field: FieldModel; scope: ScopeShape; group: FieldGroup },
  findings: Findings,
): Partial<FieldModel> {
  const { at, field, scope, group } = where
  if (content['x-computed'] !== undefined) {
    const computed = findings.expression(pointerTo(at, 'x-computed'), content['x-computed'], scope, feelTypeOf(field))
    return computed ? { computed } : {}
  }
  if (content['x-lookup'] === undefined) return {}
  const lookup = compileLookup(
    { content: content['x-lookup'], at: pointerTo(at, 'x-lookup'), field, scope, siblings: group.fields },
    findings,
  )
  return lookup ? { lookup } : {}
}
