import { Defect } from '../base/errors.ts'
import { isDecimalText } from '../base/decimal.ts'
import { isUuid } from '../base/ids.ts'
import type { Queryable, QueryableLookup } from '../query/queryable.ts'
import {
  columnAt,
  EVERYTHING,
  NOTHING,
  type Column,
  type ColumnValue,
  type Predicate,
} from '../store/statements/predicate.ts'
import { isPlaceholder, resolvePlaceholder } from './placeholder.ts'

export interface ConditionScope {
  /** What the rule is about: an entity, or the definitions. */
  model: Queryable
  modelOf: QueryableLookup
  /** `user` of the principal. */
  user: Readonly<Record<string, unknown>>
}

/**
 * The conditions of a role's rule (`{"owner": "${user.id}", "org_unit": {"$in": "${user.unit_tree}"}}`) as a predicate
 * over rows. A placeholder without a value (an account without a person) equals nothing, not even an empty field.
 * Throws UnusableCondition; a published role was checked, so that is a defect.
 */
export function roleCondition(conditions: Readonly<Record<string, unknown>>, scope: ConditionScope): Predicate {
  const parts = Object.entries(conditions).map(([key, value]) => {
    if (key === '$and' || key === '$or') return combined(key, value, scope)
    const column = columnAt(key, scope.model, scope.modelOf)
    if (column === undefined) throw new UnusableCondition(`${scope.model.name} has no field ${key}`)
    return onColumn(column, value, scope)
  })
  return parts.length === 1 ? parts[0]! : { op: 'all', of: parts }
}

function combined(key: '$and' | '$or', value: unknown, scope: ConditionScope): Predicate {
  if (!Array.isArray(value)) throw new UnusableCondition(`${key} needs a list`)
  return {
    op: key === '$and' ? 'all' : 'any',
    of: value.map(part => roleCondition(part as Record<string, unknown>, scope)),
  }
}

function onColumn(column: Column, value: unknown, scope: ConditionScope): Predicate {
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    return comparison(column, '$eq', value, scope)
  const parts = Object.entries(value).map(([operator, operand]) => comparison(column, operator, operand, scope))
  return parts.length === 1 ? parts[0]! : { op: 'all', of: parts }
}

const COMPARISONS = { $eq: 'eq', $ne: 'ne', $lt: 'lt', $lte: 'lte', $gt: 'gt', $gte: 'gte' } as const
const SETS = { $in: 'in', $nin: 'nin' } as const

function comparison(column: Column, operator: string, operand: unknown, scope: ConditionScope): Predicate {
  const given = isPlaceholder(operand)
  const value = given ? resolvePlaceholder(operand, scope.user) : operand
  if (operator === '$exists') return { op: value === true ? 'present' : 'missing', column }
  if (Object.hasOwn(SETS, operator)) return membership(column, SETS[operator as keyof typeof SETS], value)
  if (!Object.hasOwn(COMPARISONS, operator)) throw new UnusableCondition(`${operator} is not an operator`)
  const op = COMPARISONS[operator as keyof typeof COMPARISONS]
  if (value === null || value === undefined) return withoutValue(column, op, given)
  return { op, column, value: checked(column, value) }
}

function withoutValue(column: Column, op: string, given: boolean): Predicate {
  if (given) return op === 'ne' ? EVERYTHING : NOTHING
  if (op === 'eq') return { op: 'missing', column }
  if (op === 'ne') return { op: 'present', column }
  throw new UnusableCondition(`${column.name} is compared with null`)
}

function membership(column: Column, op: 'in' | 'nin', value: unknown): Predicate {
  if (value === null || value === undefined) return op === 'in' ? NOTHING : EVERYTHING
  if (!Array.isArray(value)) throw new UnusableCondition(`$${op} on ${column.name} needs a list`)
  const values = value.filter(v => v !== null).map(v => checked(column, v))
  return { op, column, values }
}

/** A value that the column's type can be compared with: nothing else may reach SQL. */
function checked(column: Column, value: unknown): ColumnValue {
  if (fits(column.type, value)) return value as ColumnValue
  throw new UnusableCondition(`${JSON.stringify(value)} can't be compared with ${column.name} (${column.type})`)
}

function fits(type: Column['type'], value: unknown): boolean {
  if (type === 'boolean') return typeof value === 'boolean'
  if (type === 'integer') return Number.isSafeInteger(value)
  if (type === 'decimal') return isDecimalText(value)
  if (type === 'reference') return isUuid(value)
  if (type === 'date' || type === 'instant') return typeof value === 'string' && !Number.isNaN(Date.parse(value))
  return typeof value === 'string'
}

export class UnusableCondition extends Defect {
  constructor(what: string) {
    super(
      'access.unusable_condition',
      `A role's condition can't be used: ${what}. Correct the role and publish it again.`,
    )
  }
}
