import type { ScopeShape } from '../../expression/feel-type.ts'
import type { FieldModel, Validation } from '../../metadata/entity-model.ts'
import type { Findings } from '../../metadata/findings.ts'
import { pointerTo } from '../../metadata/json-pointer.ts'
import type { ValidationContent } from './content.ts'
import { fieldNamed } from './read-fields.ts'

/** Checks and compiles the checks before saving. */
export function compileValidations(
  contents: readonly ValidationContent[],
  { fields, scope }: { fields: readonly FieldModel[]; scope: ScopeShape },
  findings: Findings,
): Validation[] {
  const seen = new Set<string>()
  return contents.flatMap(({ key, expr, message, fields: names = [] }, i) => {
    const at = pointerTo('/x-validations', i)
    if (seen.has(key)) {
      findings.fault(pointerTo(at, 'key'), {
        code: 'entity.duplicate_key',
        message: `The check "${key}" stands twice. Rename one.`,
      })
    }
    seen.add(key)
    names.forEach((name, j) => {
      const field = fieldNamed(fields, name)
      if (field) return findings.referField(field, pointerTo(at, 'fields', j))
      const known = fields.map(field => field.name)
      findings.unknown(pointerTo(at, 'fields', j), {
        code: 'entity.unknown_field',
        message: `There is no field "${name}".`,
        name,
        known,
      })
    })
    const expression = findings.expression(pointerTo(at, 'expr'), expr, scope, 'boolean')
    return expression ? [{ key, message, fields: names, expression }] : []
  })
}
