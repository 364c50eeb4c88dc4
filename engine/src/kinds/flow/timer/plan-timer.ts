import type { TimerContent } from '../content.ts'
import { addDuration, parseInstant, roughLength } from './duration.ts'
import type { TimerPlan } from './timer-plan.ts'

const CYCLE = /^R(\d*)\/(?:([^/]+)\/)?(P[^/]+)$/

/** Shortest distance of two occurrences: one second. */
const SHORTEST_MS = 1000

/**
 * When a timer of the given kind and ISO 8601 text fires first, counted from `now`. A cycle without start first fires
 * after one interval; with a start in the past it fires at once. Throws BadTimer.
 */
export function planTimer(kind: TimerContent['kind'], text: string, now: string): TimerPlan {
  try {
    if (kind === 'cycle') return planCycle(text, now)
    const dueAt = kind === 'duration' ? addDuration(now, text, 1) : parseInstant(text)
    return { dueAt, gridStart: null, every: null, repeatsLeft: null }
  } catch (error) {
    if (error instanceof RangeError) throw new BadTimer(kind, text)
    throw error
  }
}

function planCycle(text: string, now: string): TimerPlan {
  const [, count, start, every] = CYCLE.exec(text) ?? []
  if (every === undefined || count === '0' || roughLength(every) < SHORTEST_MS) throw new BadTimer('cycle', text)
  const gridStart = start === undefined ? now : parseInstant(start)
  return {
    dueAt: start === undefined ? addDuration(now, every, 1) : gridStart,
    gridStart,
    every,
    repeatsLeft: count === '' ? null : Number(count),
  }
}

const FORMS = {
  duration: 'a duration such as PT24H or P3D',
  date: 'an instant such as 2026-07-01T09:00:00+08:00',
  cycle: 'a repetition such as R3/PT24H, or R/P1D without end, one second apart at least',
}

/** A timer's text that can't be read; becomes a diagnostic when written so, an incident when calculated so. */
export class BadTimer extends Error {
  constructor(kind: TimerContent['kind'], text: string) {
    super(`"${text}" is not ${FORMS[kind]} (ISO 8601).`)
    this.name = 'BadTimer'
  }
}
