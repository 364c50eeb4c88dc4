import { compileFeel, scopeOfSchema, type CompiledExpression, type ScopeShape } from '@jingwei/engine/model'
import type { EntityDescription, FormDefinition } from '../../shell/api/app.ts'
import { formatDay } from '../fields/format-value.ts'
import type { FormConditions } from './form-conditions.ts'

export interface CompiledConditions {
  over: (values: Readonly<Record<string, unknown>>, user: unknown) => FormConditions
}

type ConditionKey = 'visible_when' | 'required_when' | 'read_only_when'

/** Compiles a form's conditions once; publishing has checked them. */
export function compileConditions(form: FormDefinition, entity: EntityDescription): CompiledConditions {
  const scope: ScopeShape = { ...scopeOfSchema(entity.schema), user: 'any', today: 'date', now: 'date and time' }
  const sections = new Map(form.sections.map(section => [section.key, compile(section.visible_when, scope)]))
  const fields = form.sections.flatMap(section => section.fields)
  const byKey = (key: ConditionKey) => new Map(fields.map(field => [field.field, compile(field[key], scope)]))
  const [visible, required, readOnly] = [byKey('visible_when'), byKey('required_when'), byKey('read_only_when')]

  return {
    over: (values, user) => {
      const scopeValues = { ...values, user, today: formatDay(new Date()), now: new Date().toISOString() }
      return {
        sectionVisible: key => holds(sections.get(key), scopeValues, true),
        visible: field => holds(visible.get(field), scopeValues, true),
        required: field => holds(required.get(field), scopeValues, false),
        readOnly: field => holds(readOnly.get(field), scopeValues, false),
      }
    },
  }
}

function compile(text: string | undefined, scope: ScopeShape): CompiledExpression | undefined {
  if (text === undefined) return undefined
  // One that calls a module's function can't run here: its field stays as it is, and the server's checks decide.
  return compileFeel(text, scope).expression
}

/** An answer of null (a field is still empty, say) is not true, as everywhere in FEEL. */
function holds(
  expression: CompiledExpression | undefined,
  values: Readonly<Record<string, unknown>>,
  absent: boolean,
): boolean {
  return expression ? expression.evaluate(values) === true : absent
}
