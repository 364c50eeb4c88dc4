import type { FieldModel } from '../../metadata/entity-model.ts'
import type { BreakProblem, FixUp } from './impact.ts'
import type { Condition } from './bounded-reader.ts'

/** One thing that the engine asks of a field's value, as the condition of the rows that break it. */
export interface FieldRule {
  /** Equal for equal rules. */
  key: string
  problem: BreakProblem
  condition: Condition
  fixUp: FixUp
}

/**
 * What the engine asks of a stored value, `value` being SQL over alias `t`. Not looked at: patterns (PostgreSQL's
 * regular expressions are not RE2), and values that the server sets itself when a record is saved.
 */
export function fieldRules(field: FieldModel, value: string): FieldRule[] {
  return [
    ...required(field, value),
    ...length(field, value),
    ...options(field, value),
    ...bounds(field, value),
    ...digits(field, value),
  ]
}

function required(field: FieldModel, value: string): FieldRule[] {
  const isSet = field.computed !== undefined || field.lookup !== undefined || field.sequence !== undefined
  if (!field.required || isSet) return []
  const literal = field.default && 'literal' in field.default ? field.default.literal : null
  return [rule('null_in_required', '', `${value} is null`, [], { kind: 'set_value', value: literal })]
}

function length({ type, maxLength }: FieldModel, value: string): FieldRule[] {
  if (type !== 'text' || maxLength === undefined) return []
  return [
    rule('too_long', maxLength, `char_length(${value}::text) > $1::integer`, [maxLength], {
      kind: 'shorten',
      maxLength,
    }),
  ]
}

function options({ type, options: list }: FieldModel, value: string): FieldRule[] {
  if (type !== 'enum' || list === undefined) return []
  const values = list.map(option => option.value)
  const condition = `${value} is not null and not (${value}::text = any($1::text[]))`
  return [
    rule('not_an_option', values.toSorted(), condition, [values], { kind: 'map_values', values: [], options: values }),
  ]
}

const BOUNDS = [
  ['minimum', '<'],
  ['maximum', '>'],
  ['exclusiveMinimum', '<='],
  ['exclusiveMaximum', '>='],
] as const

function bounds(field: FieldModel, value: string): FieldRule[] {
  if (field.type !== 'integer' && field.type !== 'decimal') return []
  return BOUNDS.flatMap(([key, operator]) => {
    const bound = field[key]
    if (bound === undefined) return []
    const sql = `(${value})::numeric ${operator} $1::numeric`
    return [rule('out_of_range', [key, bound], sql, [bound], { kind: 'correct_rows' })]
  })
}

function digits({ type, precision, scale = 0 }: FieldModel, value: string): FieldRule[] {
  if (type !== 'decimal' || precision === undefined) return []
  const number = `(${value})::numeric`
  const sql = `scale(trim_scale(${number})) > $1::integer or abs(trunc(${number})) >= power(10::numeric, $2::integer)`
  return [rule('too_many_digits', [precision, scale], sql, [scale, precision - scale], { kind: 'round', scale })]
}

function rule(problem: BreakProblem, key: unknown, sql: string, values: unknown[], fixUp: FixUp): FieldRule {
  return { key: JSON.stringify([problem, key]), problem, condition: { sql: `(${sql})`, values }, fixUp }
}
