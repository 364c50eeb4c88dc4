import type { Retries } from '../graph.ts'
import { lengthOf } from '../timer/duration.ts'
import type { CompilingElement } from './compiling.ts'

/** How often a job is tried when nothing else is said. */
export const DEFAULT_RETRIES: Retries = { attempts: 3, pauses: [] }

/** More would be a job that never ends. */
const MOST_ATTEMPTS = 1000

/**
 * `5`: so many attempts. `R5/PT10M`: so many, with a pause between them. `PT1M,PT5M`: one attempt more than pauses.
 * Null without a text, and when it has faults, which are reported.
 */
export function compileRetries(text: string | undefined, at: CompilingElement): Retries | null {
  if (text === undefined) return null
  const retries = readRetries(text.trim())
  if (retries !== null) return retries
  const message = `retries="${text}" is not known. Write a number, "R3/PT10M" or a list of pauses such as "PT1M,PT5M".`
  at.compiling.faults.at(at.id, 'flow.retries_invalid', message)
  return null
}

function readRetries(text: string): Retries | null {
  if (/^\d{1,4}$/.test(text)) return bounded(Number(text), [])
  const repeated = /^R(\d{1,4})\/(.+)$/.exec(text)
  if (repeated) return bounded(Number(repeated[1]), [repeated[2]!])
  const pauses = text.split(',').map(pause => pause.trim())
  return bounded(pauses.length + 1, pauses)
}

const bounded = (attempts: number, pauses: string[]): Retries | null =>
  attempts >= 1 && attempts <= MOST_ATTEMPTS && pauses.every(isDuration) ? { attempts, pauses } : null

function isDuration(text: string): boolean {
  try {
    return lengthOf(text, '2026-01-01T00:00:00.000Z') >= 0
  } catch (error) {
    if (error instanceof RangeError) return false
    throw error
  }
}
