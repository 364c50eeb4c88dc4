import { parseDuration } from '../values/durations.ts'
import { parseDate, parseDateTime, parseTime } from '../values/temporal.ts'

/** The value of `@"…"`: a date, a time, a date and time or a duration; null when the text is none of them. */
export const readTemporalLiteral = (text: string): unknown =>
  parseDate(text) ?? parseDateTime(text) ?? parseTime(text) ?? parseDuration(text)
