import { lengthOf } from './duration.ts'
import { parseInstant } from './instant.ts'

/** Shortest distance of two occurrences: one second. */
const SHORTEST_MS = 1000
const MOST = 2 ** 31 - 1

/** A repeating interval of ISO 8601 §5.6: `Rn/<duration>`, `Rn/<start>/<duration>`, `Rn/<duration>/<end>`, `Rn/<start>/<end>`. */
export interface Repetition {
  /** Null: without end. */
  count: number | null
  every: string
  start: string | null
  end: string | null
}

/** Throws RangeError. R0 would never fire and is none. */
export function parseRepetition(text: string, zone: string): Repetition {
  const [head = '', ...parts] = text.trim().split('/')
  const [, digits] = /^R(\d{0,10})$/.exec(head) ?? []
  const count = digits === '' ? null : Number(digits)
  if (count !== null && !(count >= 1 && count <= MOST)) throw new RangeError('This is no count.')
  const repetition = { count, ...intervalOf(parts, zone) }
  const from = repetition.start ?? repetition.end ?? '2026-01-01T00:00:00.000Z'
  if (lengthOf(repetition.every, from, zone) < SHORTEST_MS) throw new RangeError('Occurrences lie too near.')
  return repetition
}

function intervalOf([first = '', second, ...more]: readonly string[], zone: string): Omit<Repetition, 'count'> {
  if (more.length > 0) throw new RangeError('This has too many parts.')
  if (second === undefined) return { every: first, start: null, end: null }
  if (isDuration(first)) return { every: first, start: null, end: parseInstant(second, zone) }
  const start = parseInstant(first, zone)
  if (isDuration(second)) return { every: second, start, end: null }
  const seconds = (Date.parse(parseInstant(second, zone)) - Date.parse(start)) / 1000
  return { every: `PT${seconds}S`, start, end: null }
}

const isDuration = (text: string): boolean => text.startsWith('P')
