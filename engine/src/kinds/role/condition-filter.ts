import { pointerTo } from '../../metadata/json-pointer.ts'
import { isPlainObject } from '../../metadata/plain-object.ts'

/** A role's conditions in the filter language, and the way from its pointers back to the author's. */
export interface ConditionFilter {
  filter: Record<string, unknown>
  /** Pointer into the conditions for a pointer into the filter. */
  authored(pointer: string): string
}

const FILTER_WORDS: Readonly<Record<string, string>> = {
  $eq: 'eq',
  $ne: 'ne',
  $in: 'in',
  $nin: 'nin',
  $gt: 'gt',
  $gte: 'gte',
  $lt: 'lt',
  $lte: 'lte',
}

/**
 * Writes conditions (`{"owner": "${user.id}", "$or": […]}`) in the filter language, so that one parser checks both.
 * Operators that it does not know stay as they are and are refused there.
 */
export function conditionFilter(conditions: Readonly<Record<string, unknown>>): ConditionFilter {
  const places = new Map<string, string>()
  const filter = translateGroup(conditions, { from: '', to: '' }, places)
  return { filter, authored: pointer => places.get(pointer) ?? pointer }
}

interface Place {
  from: string
  to: string
}

function translateGroup(
  group: Readonly<Record<string, unknown>>,
  at: Place,
  places: Map<string, string>,
): Record<string, unknown> {
  places.set(at.to, at.from)
  return Object.fromEntries(
    Object.entries(group).map(([key, value]) => {
      const word = key === '$and' ? 'and' : key === '$or' ? 'or' : key
      const place = { from: pointerTo(at.from, key), to: pointerTo(at.to, word) }
      places.set(place.to, place.from)
      return [word, word === key ? translateColumn(value, place, places) : translateList(value, place, places)]
    }),
  )
}

function translateList(value: unknown, at: Place, places: Map<string, string>): unknown {
  if (!Array.isArray(value)) return value
  return value.map((item, i) =>
    isPlainObject(item) ? translateGroup(item, { from: pointerTo(at.from, i), to: pointerTo(at.to, i) }, places) : item,
  )
}

function translateColumn(value: unknown, at: Place, places: Map<string, string>): Record<string, unknown> {
  const comparisons = isPlainObject(value) ? value : { $eq: value }
  return Object.fromEntries(
    Object.entries(comparisons).map(([operator, operand]) => {
      const [word, translated] = translateComparison(operator, operand)
      places.set(pointerTo(at.to, word), isPlainObject(value) ? pointerTo(at.from, operator) : at.from)
      return [word, translated]
    }),
  )
}

function translateComparison(operator: string, operand: unknown): [string, unknown] {
  if (operator === '$exists') return ['is_null', typeof operand === 'boolean' ? !operand : operand]
  if (operand === null && (operator === '$eq' || operator === '$ne')) return ['is_null', operator === '$eq']
  return [FILTER_WORDS[operator] ?? operator, operand]
}
