import { nearest } from '../base/nearest.ts'
import { deferredIn, type DeferredScope } from './deferred-value.ts'
import { OPERATORS, type FilterNode, type FilterOperator, type FilterValue } from './filter-node.ts'
import { literalFault, placeholderIn, USER_PATHS } from './operand.ts'
import { columnPath, type ColumnPath, type Queryable, type QueryableLookup } from './queryable.ts'

/** A fault of a filter or a sort order; `pointer` is a JSON pointer into it. */
export interface QueryProblem {
  pointer: string
  code: string
  message: string
  nearest?: string
}

/** How deep `and` and `or` may nest, and how many comparisons and values of `in` one filter may have. */
export const filterLimits = { depth: 8, comparisons: 100, values: 1000 } as const

/**
 * Parses a filter, `{"status":{"eq":"draft"},"or":[…]}`, against an entity. `filter` is there exactly when there are no
 * problems. Members of one object must all hold. Values that are known only when rows are read (`${params.from}`,
 * `${today-30d}`) are refused unless `deferred` says what there is; `bindFilter` puts them in.
 */
export function parseFilter(
  json: unknown,
  model: Queryable,
  modelOf: QueryableLookup,
  deferred?: DeferredScope,
): { filter?: FilterNode; problems: QueryProblem[] } {
  const parser = new FilterParser(model, modelOf, deferred)
  const filter = parser.group(json, '', 0)
  return parser.problems.length === 0 ? { filter, problems: [] } : { problems: parser.problems }
}

const NOTHING: FilterNode = { all: [] }

class FilterParser {
  readonly problems: QueryProblem[] = []
  readonly #model: Queryable
  readonly #modelOf: QueryableLookup
  readonly #deferred: DeferredScope | undefined
  #comparisons = 0

  constructor(model: Queryable, modelOf: QueryableLookup, deferred: DeferredScope | undefined) {
    this.#model = model
    this.#modelOf = modelOf
    this.#deferred = deferred
  }

  group(json: unknown, at: string, depth: number): FilterNode {
    if (!isObject(json))
      return this.#refuse(at, 'query.malformed', 'A filter is an object such as {"status":{"eq":"draft"}}.')
    if (depth > filterLimits.depth) {
      return this.#refuse(at, 'query.too_complex', `A filter nests at most ${filterLimits.depth} levels.`)
    }
    return { all: Object.entries(json).map(([key, value]) => this.#member(key, value, `${at}/${escape(key)}`, depth)) }
  }

  #member(key: string, value: unknown, at: string, depth: number): FilterNode {
    if (key !== 'and' && key !== 'or') return this.#column(key, value, at)
    if (!Array.isArray(value)) return this.#refuse(at, 'query.malformed', `"${key}" is a list of filters.`)
    const parts = value.map((part, i) => this.group(part, `${at}/${i}`, depth + 1))
    return key === 'and' ? { all: parts } : { any: parts }
  }

  #column(path: string, comparisons: unknown, at: string): FilterNode {
    const resolved = columnPath(path, this.#model, this.#modelOf)
    if ('unknown' in resolved) {
      return this.#refuse(
        at,
        'query.unknown_field',
        `"${path}" is not a field of ${this.#model.name} that can be filtered.`,
        nearest(path, resolved.known),
      )
    }
    if (!isObject(comparisons)) return this.#refuse(at, 'query.malformed', `Write {"${path}":{"eq":…}}.`)
    return {
      all: Object.entries(comparisons).map(([operator, value]) =>
        this.#comparison(resolved.column, operator, value, `${at}/${escape(operator)}`),
      ),
    }
  }

  #comparison(column: ColumnPath, operator: string, value: unknown, at: string): FilterNode {
    if (++this.#comparisons > filterLimits.comparisons) {
      return this.#refuse(at, 'query.too_complex', `A filter has at most ${filterLimits.comparisons} comparisons.`)
    }
    const offered = OPERATORS[column.type]
    if (!offered.includes(operator as FilterOperator)) {
      const message = `"${operator}" does not compare a field of type ${column.type}; use ${offered.join(', ')}.`
      return this.#refuse(at, 'query.unknown_operator', message, nearest(operator, offered))
    }
    const later = this.#deferred && deferredIn(value, { column, operator: operator as FilterOperator }, this.#deferred)
    if (later && 'value' in later) return { column, operator: operator as FilterOperator, value: later.value }
    const fault = later?.fault ?? valueFault(column, operator as FilterOperator, value)
    if (fault) {
      const message = `"${column.path}" is compared here with ${fault}.`
      return this.#refuse(at, 'query.wrong_value', message, nearestChoice(value, column))
    }
    const placeholder = placeholderIn(value)
    return { column, operator: operator as FilterOperator, value: (placeholder ?? value) as FilterValue }
  }

  #refuse(pointer: string, code: string, message: string, meant?: string): FilterNode {
    const hint = meant === undefined ? {} : { nearest: meant }
    this.problems.push({
      pointer,
      code,
      message: meant === undefined ? message : `${message} Did you mean "${meant}"?`,
      ...hint,
    })
    return NOTHING
  }
}

function valueFault(column: ColumnPath, operator: FilterOperator, value: unknown): string | undefined {
  if (operator === 'is_null') return typeof value === 'boolean' ? undefined : 'true or false'
  const many = operator === 'in' || operator === 'nin'
  const placeholder = placeholderIn(value)
  if (placeholder === 'malformed') return 'a value or one whole placeholder such as "${user.id}"'
  if (placeholder) return placeholderFault(placeholder.user, column, many)
  if (!many) return literalFault(value, column)
  if (!Array.isArray(value)) return 'a list of values'
  if (value.length > filterLimits.values) return `at most ${filterLimits.values} values`
  return value.map(item => literalFault(item, column)).find(fault => fault !== undefined)
}

function nearestChoice(value: unknown, { values = [] }: ColumnPath): string | undefined {
  const wrong = [value].flat().find(each => typeof each === 'string' && !values.includes(each))
  return typeof wrong === 'string' ? nearest(wrong, values) : undefined
}

function placeholderFault(path: string, column: ColumnPath, many: boolean): string | undefined {
  if (column.type !== 'reference' && column.type !== 'text') return `a ${column.type}, which "\${user.${path}}" is not`
  if ((USER_PATHS[path] === 'list') === many) return undefined
  return many ? 'a list, such as "${user.unit_tree}"' : 'one value; use "in" for a list'
}

const escape = (key: string): string => key.replaceAll('~', '~0').replaceAll('/', '~1')

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
