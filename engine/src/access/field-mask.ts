import type { EntityModel } from '../metadata/entity-model.ts'
import type { Predicate } from '../store/statements/predicate.ts'
import type { Access } from './ability.ts'
import { fieldNames } from './field-names.ts'

/** Fields that a right covers on one row; null means all of them. */
export type FieldSet = ReadonlySet<string> | null

/** How the fields of a row follow from the conditions that hold on it. */
export interface FieldMask {
  /** To be selected beside the row, in this order; empty when the rights do not depend on the row. */
  conditions: readonly Predicate[]
  /** `holds[i]` says whether `conditions[i]` holds on the row. */
  fieldsOf(holds: readonly boolean[]): FieldSet
}

interface MaskRule {
  inverted: boolean
  fields: ReadonlySet<string> | null
  /** Index of its condition; -1 when it always holds. */
  condition: number
}

/** The mask of `action` on `model`: computed once per principal and snapshot, applied per row. */
export function fieldMask(access: Access, action: string, model: EntityModel): FieldMask {
  const conditions: Predicate[] = []
  // Not `rulesFor`: asked without a field, it leaves out the inverted rules that hide fields.
  const roles = access.abilities.map(ability =>
    ability.possibleRulesFor(action, model.name).map((rule): MaskRule => ({
      inverted: rule.inverted,
      fields: rule.fields === undefined ? null : new Set(rule.fields),
      condition: rule.conditions === undefined ? -1 : conditions.push(rule.conditions) - 1,
    })),
  )
  if (roles.some(allowsEverything)) return { conditions: [], fieldsOf: () => null }
  // Where no rule is about fields, a row that may be seen may be seen whole.
  if (roles.every(rules => rules.every(rule => rule.fields === null))) return { conditions: [], fieldsOf: () => null }
  return { conditions, fieldsOf: remembered(roles, fieldNames(model)) }
}

/**
 * The mask of somebody who reaches a row by a task: as if every condition of his roles' reading rules held. A person
 * whose roles say nothing of the entity sees all fields that are not marked as sensitive.
 */
export function taskFieldSet(access: Access, action: string, model: EntityModel): FieldSet {
  if (!access.can(action, model.name)) return notSensitive(model)
  const mask = fieldMask(access, action, model)
  return mask.fieldsOf(mask.conditions.map(() => true))
}

function notSensitive(model: EntityModel): FieldSet {
  const names = model.fields
    .filter(field => field.sensitivity === undefined)
    .flatMap(field => [
      field.name,
      ...(field.fields ?? []).filter(line => line.sensitivity === undefined).map(line => `${field.name}.${line.name}`),
    ])
  return new Set(names)
}

const allowsEverything = (rules: readonly MaskRule[]): boolean =>
  rules[0] !== undefined && !rules[0].inverted && rules[0].fields === null && rules[0].condition === -1

function remembered(roles: readonly (readonly MaskRule[])[], names: readonly string[]) {
  const known = new Map<string, FieldSet>()
  return (holds: readonly boolean[]): FieldSet => {
    const key = holds.map(h => (h ? '1' : '0')).join('')
    let fields = known.get(key)
    if (fields === undefined)
      known.set(key, (fields = new Set(names.filter(name => roles.some(rules => covers(rules, name, holds))))))
    return fields
  }
}

/** The first rule that is about the field and holds decides, as in CASL. */
function covers(rules: readonly MaskRule[], field: string, holds: readonly boolean[]): boolean {
  const deciding = rules.find(
    rule => (rule.fields === null || rule.fields.has(field)) && (rule.condition === -1 || holds[rule.condition]),
  )
  return deciding !== undefined && !deciding.inverted
}

export const isInSet = (fields: FieldSet, name: string): boolean => fields === null || fields.has(name)
