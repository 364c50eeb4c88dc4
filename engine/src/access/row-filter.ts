import { EVERYTHING, type Predicate } from '../store/statements/predicate.ts'
import type { Access, RoleAbility } from './ability.ts'

/**
 * Which rows of `entity` the principal may do `action` on: a term for the WHERE of the statement that reads them, so
 * that a row without the right is as good as not there. Gives the same answer as CASL's `can` on the row.
 */
export function rowFilter(access: Access, action: string, entity: string): Predicate {
  const perRole = access.abilities.map(ability => ofRole(ability, action, entity))
  return anyOf(perRole)
}

/** On which rows the principal may do `action` with one field: what he may not read, he may not search by either. */
export function fieldFilter(access: Access, action: string, place: { entity: string; field: string }): Predicate {
  return anyOf(access.abilities.map(ability => ofRole(ability, action, place.entity, place.field)))
}

function ofRole(ability: RoleAbility, action: string, entity: string, field?: string): Predicate {
  const allowed: Predicate[] = []
  const forbidden: Predicate[] = []
  // Highest priority first: an inverted rule limits only the rules after it.
  for (const rule of ability.possibleRulesFor(action, entity)) {
    if (!concerns(rule, field)) continue
    if (rule.inverted) {
      if (rule.conditions === undefined) break
      forbidden.push({ op: 'not', of: rule.conditions })
    } else {
      allowed.push(allOf(rule.conditions === undefined ? [...forbidden] : [...forbidden, rule.conditions]))
      if (rule.conditions === undefined) break
    }
  }
  return anyOf(allowed)
}

/** Without a field: an inverted rule about fields hides those, and the row stays. */
const concerns = (rule: { fields: string[] | undefined; inverted: boolean }, field: string | undefined): boolean =>
  rule.fields === undefined || (field === undefined ? !rule.inverted : rule.fields.includes(field))

const allOf = (of: Predicate[]): Predicate => (of.length === 1 ? of[0]! : { op: 'all', of })

function anyOf(of: Predicate[]): Predicate {
  if (of.some(isEverything)) return EVERYTHING
  return of.length === 1 ? of[0]! : { op: 'any', of }
}

/** True when no row is kept away: the statement then needs no term at all. */
export const isEverything = (predicate: Predicate): boolean =>
  predicate.op === 'all' && predicate.of.every(isEverything)

/** True when no row can pass: the statement need not be run. */
export const isNothing = (predicate: Predicate): boolean => predicate.op === 'any' && predicate.of.every(isNothing)
