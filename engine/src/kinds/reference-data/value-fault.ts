import { Decimal } from '../../base/decimal.ts'
import { linearPattern } from '../../base/linear-pattern.ts'
import type { FieldModel } from '../../metadata/entity-model.ts'
import { literalFault } from '../../query/operand.ts'

/** What a row's value of a field must be, in words; undefined when it is that. References and lines are not looked at. */
export function valueFault(value: unknown, field: FieldModel): string | undefined {
  if (field.type === 'texts')
    return Array.isArray(value) && value.every(each => typeof each === 'string') ? undefined : 'a list of texts'
  if (field.type === 'reference' || field.type === 'lines') return undefined
  const values = field.options?.map(option => option.value)
  const type = literalFault(value, {
    path: field.name,
    column: field.name,
    type: field.type,
    ...(values && { values }),
  })
  if (type !== undefined) return type
  return field.type === 'text' ? textFault(value as string, field) : numberFault(value, field)
}

function textFault(text: string, { maxLength, pattern }: FieldModel): string | undefined {
  if (maxLength !== undefined && [...text].length > maxLength) return `at most ${maxLength} characters long`
  if (pattern !== undefined && !compiled(pattern).test(text)) return `a text that matches ${pattern}`
  return undefined
}

const patterns = new Map<string, ReturnType<typeof linearPattern>>()
const MOST_PATTERNS = 500

/** Rows come by the thousand and share a few patterns. */
function compiled(pattern: string): ReturnType<typeof linearPattern> {
  const known = patterns.get(pattern) ?? linearPattern(pattern)
  if (patterns.size >= MOST_PATTERNS) patterns.clear()
  patterns.set(pattern, known)
  return known
}

function numberFault(value: unknown, field: FieldModel): string | undefined {
  if (field.type !== 'decimal' && field.type !== 'integer') return undefined
  const number = new Decimal(value as string | number)
  const { minimum, maximum, exclusiveMinimum, exclusiveMaximum, precision, scale } = field
  if (minimum !== undefined && number.lt(minimum)) return `at least ${minimum}`
  if (maximum !== undefined && number.gt(maximum)) return `at most ${maximum}`
  if (exclusiveMinimum !== undefined && number.lte(exclusiveMinimum)) return `more than ${exclusiveMinimum}`
  if (exclusiveMaximum !== undefined && number.gte(exclusiveMaximum)) return `less than ${exclusiveMaximum}`
  if (precision === undefined) return undefined
  const whole = number.abs().trunc().toFixed().length
  const fits = number.decimalPlaces() <= (scale ?? 0) && (number.abs().lt(1) || whole <= precision - (scale ?? 0))
  return fits ? undefined : `a number of at most ${precision} digits, ${scale ?? 0} of them after the point`
}
