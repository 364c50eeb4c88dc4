import { Decimal, isDecimalText } from '../../base/decimal.ts'
import { feelFromJson } from '../../expression/index.ts'
import type { Scalar, ValueSchema } from './content.ts'

/** What a fact or a result is. */
export type FactTypeName = 'text' | 'choice' | 'integer' | 'decimal' | 'boolean' | 'date' | 'instant' | 'texts'

/**
 * How values of a type are read into the form that conditions compare: decimals as Decimal, instants as milliseconds since
 * 1970, all others as they are in JSON (dates are ordered by their ISO text).
 */
export interface FactType {
  name: FactTypeName
  /** In a message: what is wanted, and how it is written. */
  wanted: string
  /** Undefined when the JSON value is none of this type. */
  read(value: unknown): unknown
  /** Whether `lessThan` and its like make sense. */
  ordered: boolean
}

/** The type of a fact or result. */
export function factType(schema: ValueSchema): FactType {
  if (schema.type === 'array') return types.texts
  if (schema.type !== 'string') return schema.type === 'integer' ? types.integer : types.boolean
  if (schema.oneOf) return choice(schema.oneOf.map(option => option.const))
  return schema.format ? types[FORMATS[schema.format]] : types.text
}

/** A set of texts is looked into text by text. */
export const itemType = (type: FactType): FactType => (type.name === 'texts' ? types.text : type)

/**
 * Reads a value that stands in a definition. Strict where facts are lenient: one value is written in one way, so that two
 * versions compare well. Undefined when it isn't written as a value of the type.
 */
export function readLiteral(type: FactType, value: Scalar): unknown {
  if (value === null) return null
  if (type.name === 'integer' && typeof value !== 'number') return undefined
  return type.name === 'decimal' && typeof value !== 'string' ? undefined : type.read(value)
}

const FORMATS = { decimal: 'decimal', date: 'date', 'date-time': 'instant' } as const

const isText = (value: unknown): value is string => typeof value === 'string'

const types: Record<Exclude<FactTypeName, 'choice'>, FactType> = {
  text: { name: 'text', wanted: 'a text', read: value => (isText(value) ? value : undefined), ordered: false },
  integer: { name: 'integer', wanted: 'a whole number', read: readInteger, ordered: true },
  decimal: { name: 'decimal', wanted: 'a decimal number written as a text ("12.5")', read: readDecimal, ordered: true },
  boolean: {
    name: 'boolean',
    wanted: 'true or false',
    read: value => (typeof value === 'boolean' ? value : undefined),
    ordered: false,
  },
  date: { name: 'date', wanted: 'a day written as "2026-01-31"', read: readDate, ordered: true },
  instant: {
    name: 'instant',
    wanted: 'an instant written as "2026-01-31T08:00:00Z"',
    read: readInstant,
    ordered: true,
  },
  texts: {
    name: 'texts',
    wanted: 'a list of texts',
    read: value => (Array.isArray(value) && value.every(isText) ? value : undefined),
    ordered: false,
  },
}

function choice(options: readonly string[]): FactType {
  const known = new Set<unknown>(options)
  return {
    name: 'choice',
    wanted: `one of ${options.join(', ')}`,
    read: value => (known.has(value) ? value : undefined),
    ordered: false,
  }
}

/** FEEL gives whole numbers as text too. */
function readInteger(value: unknown): number | undefined {
  const number = isText(value) && /^-?\d{1,15}$/.test(value) ? Number(value) : value
  return Number.isSafeInteger(number) ? (number as number) : undefined
}

/** A JSON number that isn't whole has already lost digits and is refused. */
function readDecimal(value: unknown): Decimal | undefined {
  return isDecimalText(value) || Number.isSafeInteger(value) ? new Decimal(value as string | number) : undefined
}

function readDate(value: unknown): unknown {
  return typeof value === 'string' && feelFromJson(value, 'date') !== null ? value : undefined
}

function readInstant(value: unknown): number | undefined {
  const instant = feelFromJson(value, 'date and time') as { epochMilliseconds?: number } | null
  return instant?.epochMilliseconds
}
