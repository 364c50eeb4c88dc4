/** Public holidays and make-up workdays of 2026 (General Office of the State Council, notice of 4 November 2025). */
const HOLIDAYS_2026 = [
  ['元旦', '01-01', 3],
  ['春节', '02-15', 9],
  ['清明节', '04-04', 3],
  ['劳动节', '05-01', 5],
  ['端午节', '06-19', 3],
  ['中秋节', '09-25', 3],
  ['国庆节', '10-01', 7],
]

const WORKDAYS_2026 = [
  ['元旦', '01-04'],
  ['春节', '02-14'],
  ['春节', '02-28'],
  ['劳动节', '05-09'],
  ['国庆节', '09-20'],
  ['国庆节', '10-10'],
]

const DAY_MS = 86_400_000

export function workingCalendar() {
  const holidays = HOLIDAYS_2026.flatMap(([note, first, count]) =>
    Array.from({ length: count }, (_, i) => ({ on: dayAfter(`2026-${first}`, i), type: 'holiday', note })),
  )
  const workdays = WORKDAYS_2026.map(([note, on]) => ({ on: `2026-${on}`, type: 'workday', note: `${note}调休` }))
  return [...holidays, ...workdays].sort((a, b) => (a.on < b.on ? -1 : 1))
}

const dayAfter = (date, days) => new Date(Date.parse(date) + days * DAY_MS).toISOString().slice(0, 10)
