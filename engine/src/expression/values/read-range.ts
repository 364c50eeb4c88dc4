import { readStringLiteral } from '../syntax/string-literal.ts'
import { readTemporalLiteral } from '../syntax/temporal-literal.ts'
import { toNumber } from './number.ts'
import { compareValues } from './ordering.ts'
import { FeelRange } from './range.ts'
import { parseDuration } from './durations.ts'
import { parseDate, parseDateTime, parseTime } from './temporal.ts'

/**
 * The range that a text such as `[1..10)` or `(@"2026-01-01"..)` writes down (DMN 1.5 §10.3.4.1), with literals as its
 * ends; an end that is left out is open. Null for anything else.
 */
export function readRange(text: string): FeelRange | null {
  const match = RANGE.exec(text)
  if (!match || text.length > LONGEST) return null
  const [low, high] = [match[2]!, match[3]!].map(readEnd) as [unknown, unknown]
  if (low === undefined || high === undefined || (low === null && high === null)) return null
  if (low !== null && high !== null && compareValues(low, high) === null) return null
  const lowIncluded = match[1] === '['
  const highIncluded = match[4] === ']'
  if ((low === null && lowIncluded) || (high === null && highIncluded)) return null
  return new FeelRange({ low, high, lowIncluded, highIncluded })
}

const LONGEST = 1_000
const RANGE = /^\s*([[(\]])\s*(.*?)\s*\.\.\s*(.*?)\s*([\])[])\s*$/s
const TEXT = /^"(?:[^"\\]|\\.)*"$/s
const CALL = /^(@|date and time|date|time|duration)\s*(?:\(\s*)?("(?:[^"\\]|\\.)*")\s*\)?$/s

/** Null for an end that is left out, undefined for one that is no literal. */
function readEnd(text: string): unknown {
  if (text === '') return null
  if (TEXT.test(text)) return readStringLiteral(text)
  const call = CALL.exec(text)
  return (call ? temporal[call[1]!]!(readStringLiteral(call[2]!)) : toNumber(text)) ?? undefined
}

const temporal: Readonly<Record<string, (text: string) => unknown>> = {
  '@': readTemporalLiteral,
  date: parseDate,
  time: parseTime,
  'date and time': parseDateTime,
  duration: parseDuration,
}
