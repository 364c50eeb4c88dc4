import { isDecimalText } from '../../../base/decimal.ts'
import type { FieldModel } from '../../../metadata/entity-model.ts'
import type { FieldContent } from '../content.ts'
import { boundFaults, readBounds } from './bounds.ts'
import type { FieldFault, FieldVariant } from './field-variant.ts'
import { VALUE_KEYS } from './field-variant.ts'

const MONEY = { precision: 18, scale: 2 }

/** Decimals are JSON strings from end to end, never floats. Bounds are left to `recordProblems`: JSON Schema compares numbers only. */
export const decimalField: FieldVariant = {
  type: 'decimal',
  matches: content => content.type === 'string' && content.format === 'decimal',
  keys: [
    ...VALUE_KEYS,
    'format',
    'minimum',
    'maximum',
    'exclusiveMinimum',
    'exclusiveMaximum',
    'x-money',
    'x-decimal',
    'x-percent',
  ],
  read: content => ({
    ...(content['x-decimal'] ?? MONEY),
    ...(content['x-money'] ? { currency: content['x-money'].currency } : {}),
    ...(content['x-percent'] ? { percent: true } : {}),
    ...readBounds(content),
  }),
  check: content => [...shapeFaults(content), ...boundFaults(content, 'decimal')],
  checkDefault: (value, content) => {
    const shape = content['x-decimal'] ?? MONEY
    return isDecimalText(value) && decimalPattern(shape).test(value)
      ? undefined
      : `a decimal as text with at most ${shape.scale} digits after the point`
  },
  schema: field => ({ type: 'string', format: 'decimal', pattern: decimalPattern(shapeOf(field)).source }),
}

const shapeOf = (field: FieldModel) => ({
  precision: field.precision ?? MONEY.precision,
  scale: field.scale ?? MONEY.scale,
})

/** The text form of a decimal that a column of this shape can hold: no exponent, no leading zeros, no plus sign. */
function decimalPattern({ precision, scale }: { precision: number; scale: number }): RegExp {
  const whole = precision - scale
  const integer = whole <= 0 ? '0' : `(0|[1-9][0-9]{0,${whole - 1}})`
  return new RegExp(`^-?${integer}${scale === 0 ? '' : `([.][0-9]{1,${scale}})?`}$`)
}

function shapeFaults(content: FieldContent): FieldFault[] {
  const shape = content['x-decimal']
  if (content['x-money'] && shape) {
    return [
      {
        key: 'x-decimal',
        code: 'entity.field_form',
        message: 'Money has 18 digits, 2 after the point; leave "x-decimal" out.',
      },
    ]
  }
  if (!content['x-money'] && !shape) {
    return [
      {
        key: 'format',
        code: 'entity.field_form',
        message: 'A decimal needs "x-decimal" (precision and scale) or "x-money" (currency).',
      },
    ]
  }
  if (shape && shape.scale > shape.precision) {
    return [
      {
        key: 'x-decimal',
        code: 'entity.field_form',
        message: `${shape.scale} digits after the point don't fit into ${shape.precision} in all.`,
      },
    ]
  }
  return []
}
