export { addWorkingTime, type WorkingDeadline } from './add-working-time.ts'
export { UnusableCalendar } from './calendar-days.ts'
export { calendarOfRows, type CalendarRows } from './calendar-of-rows.ts'
export { isWorkingDay } from './is-working-day.ts'
export { plainWeek } from './plain-week.ts'
export { readHours } from './read-hours.ts'
export { BadWorkingTime } from './working-amount.ts'
export {
  WEEKDAYS,
  type CalendarYear,
  type Weekday,
  type WorkingCalendar,
  type WorkingHours,
} from './working-calendar.ts'
export { workingTimeBetween } from './working-time-between.ts'
