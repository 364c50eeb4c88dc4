import { fieldFilter, isEverything } from '../../../access/row-filter.ts'
import type { Principal } from '../../../runtime/context.ts'
import { isPlaceholder, type FilterNode, type FilterOperator } from '../../../query/filter-node.ts'
import type { ColumnPath } from '../../../query/queryable.ts'
import { columnOf, EVERYTHING, NOTHING, type ColumnValue, type Predicate } from '../../../store/statements/predicate.ts'
import type { RecordRights } from './rights.ts'

/**
 * A parsed filter as a predicate of the same statement. A comparison holds only on rows whose field the principal may
 * read: else values that are hidden could be found by asking for them.
 */
export function filterPredicate(filter: FilterNode, rights: RecordRights, principal: Principal): Predicate {
  if ('all' in filter) return { op: 'all', of: filter.all.map(part => filterPredicate(part, rights, principal)) }
  if ('any' in filter) return { op: 'any', of: filter.any.map(part => filterPredicate(part, rights, principal)) }
  return guarded(
    comparison(filter.column, filter.operator, valueOf(filter.value, principal), isPlaceholder(filter.value)),
    filter.column,
    rights,
  )
}

/** The comparison where the column may be read; nothing where it may not be read at all. */
export function guarded(predicate: Predicate, column: ColumnPath, rights: RecordRights): Predicate {
  const readable = readableRows(column, rights)
  return isEverything(readable) ? predicate : { op: 'all', of: [readable, predicate] }
}

/** On which rows a column may be read. System columns always; a referenced record's where its entity may be read. */
export function readableRows({ column, via }: ColumnPath, { access, model, modelOf }: RecordRights): Predicate {
  const owner = via === undefined ? model : modelOf(via.entity)
  if (owner === undefined) return NOTHING
  if (!Object.hasOwn(owner.byName, column)) return EVERYTHING
  if (via === undefined) return fieldFilter(access, 'read', { entity: owner.name, field: column })
  return access.abilities.some(ability => ability.can('read', via.entity, column)) ? EVERYTHING : NOTHING
}

function valueOf(value: Extract<FilterNode, { operator: unknown }>['value'], principal: Principal): unknown {
  if (!isPlaceholder(value)) return value
  return Object.hasOwn(principal.user, value.user) ? principal.user[value.user] : null
}

const SIMPLE = new Set<FilterOperator>(['eq', 'ne', 'lt', 'lte', 'gt', 'gte'])

function comparison(path: ColumnPath, operator: FilterOperator, value: unknown, given: boolean): Predicate {
  const column = columnOf(path)
  if (operator === 'is_null') return { op: value === true ? 'missing' : 'present', column }
  // A user without a unit, say, is in no unit; that equals nothing, not even an empty field.
  if (given && (value === null || value === undefined))
    return operator === 'ne' || operator === 'nin' ? EVERYTHING : NOTHING
  if (operator === 'in' || operator === 'nin') return { op: operator, column, values: value as ColumnValue[] }
  if (operator === 'contains') return { op: 'contains', column, text: value as string }
  if (SIMPLE.has(operator)) return { op: operator, column, value: value as ColumnValue } as Predicate
  return NOTHING
}
