import { NotConvertible, UnknownProperty } from '../juel-errors.ts'
import { excerpt } from '../../syntax/excerpt.ts'
import { toNumber } from '../../values/number.ts'
import { ownEntry } from './own-entry.ts'
import { valueKind } from './value-kind.ts'

/**
 * `base[key]` (EL 2.2 §1.6): of null is null, and so is the entry `null`; an object has its own entries and gives null for
 * others; a list gives null outside of its positions, which count from 0. Throws UnknownProperty on anything else.
 */
export function readEntry(base: unknown, key: unknown): unknown {
  const kind = valueKind(base)
  if (kind === 'null' || key === null || key === undefined) return null
  if (kind === 'object') return typeof key === 'string' ? (ownEntry(base as object, key) ?? null) : null
  if (kind === 'list') return ownEntry(base as object, positionOf(key)) ?? null
  throw new UnknownProperty(typeof key === 'string' ? key : String(toNumber(key) ?? valueKind(key)), kind)
}

/** A position as EL reads it: the whole part of a number, the number that a text is, 1 for true. */
function positionOf(key: unknown): number {
  if (typeof key === 'boolean') return Number(key)
  const number = typeof key === 'string' && !WHOLE.test(key) ? null : toNumber(key)
  if (number !== null) return number.trunc().toNumber()
  throw new NotConvertible(typeof key === 'string' ? excerpt(key) : `A ${valueKind(key)}`, 'position in a list')
}

const WHOLE = /^[+-]?\d{1,15}$/
