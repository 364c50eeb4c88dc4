import { InvalidInput } from '../../../../base/errors.ts'
import { addDuration } from '../../timer/duration.ts'

const DEFAULT = 'PT1H'
const LONGEST = 'P366D'

/** Until when a message waits for those who come later, ISO 8601; null: an hour. Throws BadTimeToLive. */
export function readTimeToLive(text: string | null, now: Date): string {
  const from = now.toISOString()
  const until = end(from, text ?? DEFAULT)
  if (until === null || until < from || until > addDuration(from, LONGEST, 1)) throw new BadTimeToLive(text ?? '')
  return until
}

function end(from: string, duration: string): string | null {
  try {
    return addDuration(from, duration.trim(), 1)
  } catch (error) {
    if (error instanceof RangeError) return null
    throw error
  }
}

export class BadTimeToLive extends InvalidInput {
  constructor(text: string) {
    const message = `"${text.slice(0, 40)}" is no time to live: write an ISO 8601 duration of at most a year, e.g. PT1H, or PT0S for none.`
    super('message.bad_time_to_live', message, {
      problems: [{ pointer: '/timeToLive', code: 'message.bad_time_to_live', message }],
    })
  }
}
