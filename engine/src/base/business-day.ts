/** Time zone in which the business counts its days. */
const BUSINESS_ZONE = 'Asia/Shanghai'

// The Swedish way of writing a day is ISO 8601.
const format = new Intl.DateTimeFormat('sv-SE', { timeZone: BUSINESS_ZONE, dateStyle: 'short' })

/** The calendar day of the business at an instant, `YYYY-MM-DD`. */
export const businessDay = (at: Date): string => format.format(at)
