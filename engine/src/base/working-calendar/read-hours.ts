import type { WorkingHours } from './working-calendar.ts'

/**
 * Working hours of a day as people write them: `09:00-12:00,13:00-18:00`; nothing on a day off. Whether they are hours at
 * all is asked by `calendarDays`.
 */
export const readHours = (text: string): WorkingHours[] =>
  text
    .split(',')
    .map(part => part.trim())
    .filter(part => part !== '')
    .map(part => {
      const [from = '', to = '', ...rest] = part.split('-')
      return { from: from.trim(), to: [to, ...rest].join('-').trim() }
    })
