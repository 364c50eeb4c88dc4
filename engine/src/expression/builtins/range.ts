import { compareValues } from '../values/ordering.ts'
import { FeelRange } from '../values/range.ts'
import { readRange } from '../values/read-range.ts'
import { wants, type Builtin, type Builtins, type Parameter } from './builtin.ts'

const RANGE: Parameter['type'] = { range: 'any' }
const POINT: Parameter['type'] = { union: ['number', 'string', 'date', 'time', 'date and time', 'duration'] }

/**
 * Relations of points and ranges (DMN 1.5 §10.3.4.7 table 78) and the reading of a range. Null where ends can't be compared.
 * A range without an end reaches on for ever on that side.
 */
export const rangeBuiltins: Builtins = {
  before: [ofRanges(endsBefore), ...withPoints('before')],
  after: [ofRanges((a, b) => endsBefore(b, a)), ...withPoints('after')],
  meets: [ofRanges(meets)],
  'met by': [ofRanges((a, b) => meets(b, a))],
  overlaps: [ofRanges((a, b) => both(a, b, touchesInside))],
  'overlaps before': [ofRanges((a, b) => overlapsBefore(a, b))],
  'overlapped by': [ofRanges((a, b) => overlapsBefore(b, a))],
  'overlaps after': [ofRanges((a, b) => overlapsBefore(b, a))],
  finishes: [ofPointAndRange('point', 'range', (point, range) => isEnd(point, range, 'high')), ofRanges(finishes)],
  'finished by': [ofRangeAndPoint((range, point) => isEnd(point, range, 'high')), ofRanges((a, b) => finishes(b, a))],
  starts: [ofPointAndRange('point', 'range', (point, range) => isEnd(point, range, 'low')), ofRanges(starts)],
  'started by': [ofRangeAndPoint((range, point) => isEnd(point, range, 'low')), ofRanges((a, b) => starts(b, a))],
  includes: [ofRanges((a, b) => within(b, a)), ofRangeAndPoint((range, point) => within(asRange(point), range))],
  during: [ofRanges(within), ofPointAndRange('point', 'range', (point, range) => within(asRange(point), range))],
  coincides: [ofRanges(coincide), ofPoints((a, b) => order(compareValues(a, b), result => result === 0))],
  range: [{ parameters: [wants('from', 'string')], result: RANGE, run: ([text]) => readRange(text), cost: 20 }],
}

type Truth = boolean | null

function ofRanges(holds: (a: FeelRange, b: FeelRange) => Truth): Builtin {
  return {
    parameters: [wants('range1', RANGE), wants('range2', RANGE)],
    result: 'boolean',
    run: ([a, b]) => holds(a, b),
  }
}

function ofPoints(holds: (a: unknown, b: unknown) => Truth): Builtin {
  const parameters = [wants('point1', POINT), wants('point2', POINT)]
  return { parameters, result: 'boolean', run: ([a, b]) => holds(a, b) }
}

function ofPointAndRange(first: string, second: string, holds: (point: unknown, range: FeelRange) => Truth): Builtin {
  const parameters = [wants(first, POINT), wants(second, RANGE)]
  return { parameters, result: 'boolean', run: ([point, range]) => holds(point, range) }
}

function ofRangeAndPoint(holds: (range: FeelRange, point: unknown) => Truth): Builtin {
  const parameters = [wants('range', RANGE), wants('point', POINT)]
  return { parameters, result: 'boolean', run: ([range, point]) => holds(range, point) }
}

/** A point is the range that holds only it. */
const asRange = (point: unknown) => new FeelRange({ low: point, high: point, lowIncluded: true, highIncluded: true })

function withPoints(relation: 'before' | 'after'): Builtin[] {
  const holds = (a: FeelRange, b: FeelRange) => (relation === 'before' ? endsBefore(a, b) : endsBefore(b, a))
  return [
    ofPointAndRange('point', 'range', (point, range) => holds(asRange(point), range)),
    ofRangeAndPoint((range, point) => holds(range, asRange(point))),
    ofPoints((a, b) => holds(asRange(a), asRange(b))),
  ]
}

const order = (result: number | null, holds: (result: number) => boolean): Truth =>
  result === null ? null : holds(result)

/** An end of a range: a missing one lies beyond all values. */
interface End {
  value: unknown
  included: boolean
  side: 'low' | 'high'
}

const low = ({ low: value, lowIncluded: included }: FeelRange): End => ({ value, included, side: 'low' })
const high = ({ high: value, highIncluded: included }: FeelRange): End => ({ value, included, side: 'high' })

/** Negative when `a` lies before `b`; an excluded low end begins after its value, an excluded high one ends before it. */
function compareEnds(a: End, b: End): number | null {
  if (a.value === null || b.value === null) return infinity(a) - infinity(b)
  const result = compareValues(a.value, b.value)
  return result === 0 ? shift(a) - shift(b) : result
}

const infinity = ({ value, side }: End) => (value !== null ? 0 : side === 'low' ? -1 : 1)
const shift = ({ included, side }: End) => (included ? 0 : side === 'low' ? 1 : -1)

/** All of `a` lies before all of `b`. */
function endsBefore(a: FeelRange, b: FeelRange): Truth {
  if (a.high === null || b.low === null) return false
  const result = compareValues(a.high, b.low)
  return order(result, each => each < 0 || (each === 0 && !(a.highIncluded && b.lowIncluded)))
}

/** `a` ends with the very value that `b` begins with. */
function meets(a: FeelRange, b: FeelRange): Truth {
  if (a.high === null || b.low === null) return false
  return order(compareValues(a.high, b.low), each => each === 0 && a.highIncluded && b.lowIncluded)
}

function both(a: FeelRange, b: FeelRange, holds: (a: FeelRange, b: FeelRange) => Truth): Truth {
  const one = holds(a, b)
  const other = holds(b, a)
  return one === null || other === null ? null : one && other
}

function touchesInside(a: FeelRange, b: FeelRange): Truth {
  const before = endsBefore(a, b)
  return before === null ? null : !before
}

/** `a` begins first and ends inside of `b`. */
function overlapsBefore(a: FeelRange, b: FeelRange): Truth {
  return all([
    order(compareEnds(low(a), low(b)), each => each < 0),
    order(compareEnds(high(a), high(b)), each => each < 0),
    touchesInside(a, b),
  ])
}

function isEnd(point: unknown, range: FeelRange, side: 'low' | 'high'): Truth {
  if (range[side] === null) return false
  return order(compareValues(point, range[side]), each => each === 0 && range[`${side}Included`])
}

function finishes(a: FeelRange, b: FeelRange): Truth {
  return all([
    order(compareEnds(high(a), high(b)), each => each === 0),
    order(compareEnds(low(a), low(b)), each => each >= 0),
  ])
}

function starts(a: FeelRange, b: FeelRange): Truth {
  return all([
    order(compareEnds(low(a), low(b)), each => each === 0),
    order(compareEnds(high(a), high(b)), each => each <= 0),
  ])
}

function within(a: FeelRange, b: FeelRange): Truth {
  return all([
    order(compareEnds(low(a), low(b)), each => each >= 0),
    order(compareEnds(high(a), high(b)), each => each <= 0),
  ])
}

function coincide(a: FeelRange, b: FeelRange): Truth {
  return all([
    order(compareEnds(low(a), low(b)), each => each === 0),
    order(compareEnds(high(a), high(b)), each => each === 0),
  ])
}

const all = (parts: readonly Truth[]): Truth => (parts.includes(null) ? null : parts.every(Boolean))
