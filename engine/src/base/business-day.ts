/** Time zone in which the business counts its days, and in which times without an offset are meant. */
export const BUSINESS_ZONE = 'Asia/Shanghai'

// The Swedish way of writing a day is ISO 8601.
const format = new Intl.DateTimeFormat('sv-SE', { timeZone: BUSINESS_ZONE, dateStyle: 'short' })

/** The calendar day of the business at an instant, `YYYY-MM-DD`. */
export function businessDay(at: Date): string {
  // Offsets of zones are whole minutes: within one the day is the same, and formatting is dear.
  const minute = Math.floor(at.getTime() / 60_000)
  if (minute !== latest.minute) latest = { minute, day: format.format(at) }
  return latest.day
}

let latest = { minute: Number.NaN, day: '' }
