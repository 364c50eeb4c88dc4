import { Ability, type MatchConditions } from '@casl/ability'
import type { EntityModel } from '../metadata/entity-model.ts'
import type { Snapshot } from '../metadata/snapshot.ts'
import type { Principal } from '../runtime/context.ts'
import type { Queryable } from '../query/queryable.ts'
import { matches, NOTHING, type Column, type Predicate } from '../store/statements/predicate.ts'
import { expandFields } from './field-names.ts'
import { withinRights } from './program-rights.ts'
import { DEFINITION_ROWS } from './definition-rights.ts'
import { roleCondition, type ConditionScope } from './role-condition.ts'

/** A rule of a role as its author writes it (kinds/role/schema.json). */
export interface RoleRule {
  key: string
  action: string | string[]
  subject: string | string[]
  conditions?: Record<string, unknown>
  /** Names of fields; `*` stands for all, `!cost` takes one away. Absent: all. */
  fields?: string[]
  inverted?: boolean
  reason?: string
}

/** What a record says in memory: its value per column. */
export type RowValues = (column: Column) => unknown

export type RoleAbility = Ability<[string, string | { __caslSubjectType__: string; valueOf: RowValues }], Predicate>

/**
 * What one principal may do under one snapshot. One ability per role: a person may do what any one of his roles
 * allows, so a further role never takes a right away, and an inverted rule limits only the role it stands in.
 */
export interface Access {
  readonly abilities: readonly RoleAbility[]
  /** Is there any row of `subject` that `action` is allowed on? */
  can(action: string, subject: string): boolean
}

const cache = new WeakMap<Principal, { snapshot: Snapshot; access: Access }>()

/** Cached per principal and snapshot. */
export function accessOf(principal: Principal, snapshot: Snapshot): Access {
  const known = cache.get(principal)
  if (known?.snapshot === snapshot) return known.access
  const access = principal.accountId === 'system' ? allowAll() : buildAccess(principal, snapshot)
  cache.set(principal, { snapshot, access })
  return access
}

function buildAccess(principal: Principal, snapshot: Snapshot): Access {
  const abilities = principal.roles.map(role => {
    // A role that was unpublished grants nothing; the others still count.
    const rules = snapshot.find<{ rules: RoleRule[] }>('role', role)?.compiled.rules ?? []
    return abilityOf(rules, principal, snapshot)
  })
  return accessFrom(abilities)
}

/** Exported for tests: the ability of one role's rules. */
export function abilityOf(rules: readonly RoleRule[], principal: Principal, snapshot: Snapshot): RoleAbility {
  const modelOf = (entity: string) => snapshot.find<EntityModel>('entity', entity)?.compiled
  const raw = rules.flatMap(rule => {
    const subjects = [rule.subject].flat()
    return subjects.map(subject => {
      const model = modelOf(subject)
      return {
        action: [rule.action].flat(),
        subject,
        inverted: rule.inverted ?? false,
        ...(rule.reason === undefined ? {} : { reason: rule.reason }),
        ...(rule.fields === undefined || model === undefined ? {} : { fields: expandFields(rule.fields, model) }),
        ...conditionsOf(rule, { model: model ?? rowsOf(subject), modelOf, user: principal.user }),
      }
    })
  })
  const { programRights } = principal
  return new Ability(programRights ? raw.flatMap(rule => withinRights(rule, programRights)) : raw, {
    conditionsMatcher,
    fieldMatcher: (fields: string[]) => (field: string) => fields.includes(field),
  }) as RoleAbility
}

/** A condition on a subject without rows can't hold: leaving it out would grant more than the author meant. */
function conditionsOf({ conditions }: RoleRule, { model, ...scope }: Scope): { conditions?: Predicate } {
  if (conditions === undefined) return {}
  return { conditions: model === undefined ? NOTHING : roleCondition(conditions, { ...scope, model }) }
}

type Scope = Omit<ConditionScope, 'model'> & { model: Queryable | undefined }

const rowsOf = (subject: string): Queryable | undefined =>
  subject === DEFINITION_ROWS.name ? DEFINITION_ROWS : undefined

const conditionsMatcher = (predicate: Predicate): MatchConditions =>
  ((row: { valueOf: RowValues }) => matches(predicate, column => row.valueOf(column))) as unknown as MatchConditions

function accessFrom(abilities: RoleAbility[]): Access {
  return { abilities, can: (action, subject) => abilities.some(ability => ability.can(action, subject)) }
}

const allowAll = (): Access =>
  accessFrom([new Ability([{ action: 'manage', subject: 'all' }], { conditionsMatcher }) as RoleAbility])
