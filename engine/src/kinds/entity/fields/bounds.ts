import { isDecimalText } from '../../../base/decimal.ts'
import type { FieldModel } from '../../../metadata/entity-model.ts'
import type { FieldContent } from '../content.ts'
import type { FieldFault } from './field-variant.ts'

const BOUNDS = ['minimum', 'maximum', 'exclusiveMinimum', 'exclusiveMaximum'] as const

/** Bounds as text, whatever the author's form. */
export function readBounds(content: FieldContent): Partial<FieldModel> {
  return Object.fromEntries(BOUNDS.flatMap(key => (content[key] === undefined ? [] : [[key, String(content[key])]])))
}

/** A decimal's bounds are written as text like its values, an integer's as numbers. */
export function boundFaults(content: FieldContent, type: 'integer' | 'decimal'): FieldFault[] {
  return BOUNDS.flatMap(key => {
    const bound = content[key]
    if (bound === undefined) return []
    if (type === 'integer' ? Number.isInteger(bound) : isDecimalText(bound)) return []
    const message =
      type === 'integer' ? 'A bound of a whole number is a whole number.' : `A bound of a decimal is text: "${bound}".`
    return [{ key, code: 'entity.invalid_bound', message }]
  })
}
