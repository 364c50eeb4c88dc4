import type { FeelType } from '../feel-type.ts'
import { kindOf } from './kind-of.ts'

/** What `fitValue` gives when a value isn't what a parameter wants. */
export const MISFIT = Symbol('misfit')

/**
 * The value as a parameter wants it, after the implicit conversions of DMN 1.5 §10.3.2.9.4: a list of one serves as its
 * element, a single value as a list of one. MISFIT when it is of another type, or null where null is not allowed.
 */
export function fitValue(value: unknown, wanted: { type: FeelType; optional?: true; nullable?: true }): unknown {
  if (value === null) return wanted.optional || wanted.nullable ? null : MISFIT
  if (wanted.type === 'any') return value
  if (typeof wanted.type === 'object' && 'list' in wanted.type) return Array.isArray(value) ? value : [value]
  if (Array.isArray(value) && value.length === 1) return fitValue(value[0], wanted)
  return kindOf(value) === kindName(wanted.type) ? value : MISFIT
}

const kindName = (type: FeelType) =>
  typeof type === 'string' ? type : 'list' in type ? 'list' : 'range' in type ? 'range' : 'context'
