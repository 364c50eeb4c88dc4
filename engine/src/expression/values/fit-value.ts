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
  const { type } = wanted
  if (type === 'any') return value
  if (typeof type === 'object' && 'union' in type) return fitOne(value, type.union)
  if (typeof type === 'object' && 'list' in type) return Array.isArray(value) ? value : [value]
  if (Array.isArray(value) && value.length === 1) return fitValue(value[0], wanted)
  return kindOf(value) === kindName(type) ? value : MISFIT
}

function fitOne(value: unknown, types: readonly FeelType[]): unknown {
  for (const type of types) {
    const fitting = fitValue(value, { type })
    if (fitting !== MISFIT) return fitting
  }
  return MISFIT
}

const STRUCTURES = ['list', 'range', 'context', 'function'] as const

const kindName = (type: FeelType) => (typeof type === 'string' ? type : STRUCTURES.find(name => name in type))
