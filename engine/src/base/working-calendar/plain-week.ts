import { BUSINESS_ZONE } from '../business-day.ts'
import { readHours } from './read-hours.ts'
import type { WorkingCalendar } from './working-calendar.ts'

const day = readHours('09:00-12:00,13:00-18:00')

/** Monday to Friday, eight hours, no holidays known: to check texts with where no calendar is at hand. */
export const plainWeek: WorkingCalendar = {
  name: 'plain_week',
  zone: BUSINESS_ZONE,
  hours: { sunday: [], monday: day, tuesday: day, wednesday: day, thursday: day, friday: day, saturday: [] },
  years: {},
}
