import type { ColumnType } from './table-shape.ts'

/**
 * The SQL expression that gives a column's value as another type; null where the value has no counterpart, so that it
 * never fails on a row. Undefined: no value of the one type is a value of the other.
 *
 * `from` and `to` are types as `format_type` writes them; `value` is an SQL expression.
 */
export function converted(value: string, from: string, to: string): string | undefined {
  const [old, next] = [baseType(from), baseType(to)]
  if (old === next) return value
  return CONVERSIONS[`${old} ${next}`]?.(value)
}

/** The type without its digits, as shapes name it. */
export const baseType = (type: string): ColumnType =>
  (type === 'timestamp with time zone' ? 'timestamptz' : type.replace(/\(.*/, '')) as ColumnType

const INTEGER_RANGE = 'between -2147483648 and 2147483647'

/** `case` is evaluated in its order, so that a cast never sees text that it would refuse. */
const CONVERSIONS: Readonly<Record<string, (value: string) => string>> = {
  'integer numeric': value => `(${value})::numeric`,
  'integer text': value => `(${value})::text`,
  'numeric text': value => `(${value})::text`,
  'boolean text': value => `(${value})::text`,
  'date text': value => `to_char(${value}, 'YYYY-MM-DD')`,
  'uuid text': value => `(${value})::text`,
  'timestamptz text': value => `to_char((${value}) at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`,
  'date timestamptz': value => `(${value})::timestamp at time zone 'UTC'`,
  'numeric integer': value =>
    `case when ${value} = trunc(${value}) and ${value} ${INTEGER_RANGE} then (${value})::integer end`,
  'text integer': value =>
    `case when ${value} ~ '^-?[0-9]{1,10}$' then case when (${value})::bigint ${INTEGER_RANGE} then (${value})::integer end end`,
  'text numeric': value => `case when ${value} ~ '^-?[0-9]{1,34}([.][0-9]{1,16})?$' then (${value})::numeric end`,
  'text boolean': value => `case ${value} when 'true' then true when 'false' then false end`,
  'text date': value =>
    `case when ${value} ~ '^[0-9]{4}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])$' and left(${value}, 4) <> '0000' then
       case when to_char(${dayOf(value)}, 'YYYY-MM-DD') = ${value} then ${dayOf(value)} end end`,
}

/** Counts on from the first of the month, so that no day is refused: the 31st of a short month is another day. */
const dayOf = (value: string): string => `((left(${value}, 8) || '01')::date + (right(${value}, 2)::integer - 1))`
