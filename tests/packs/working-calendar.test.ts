import { readFileSync } from 'node:fs'
import path from 'node:path'
import { expect, test } from 'vitest'

const folder = path.resolve(import.meta.dirname, '../../definitions/core/reference-data')

interface Day {
  on: string
  type: 'holiday' | 'workday'
  note: string
}

const rowsOf = <Row>(name: string): Row[] =>
  readFileSync(path.join(folder, `${name}.jsonl`), 'utf8')
    .trim()
    .split('\n')
    .slice(1)
    .map(line => JSON.parse(line) as Row)

const days = rowsOf<Day>('calendar_day')
const years = rowsOf<{ year: number; notice_number: string; announced_on: string }>('calendar_year')

/** What the notice of a year says, written down a second time: first and last day off, number of days, make-up days. */
const NOTICES: Record<number, [name: string, from: string, to: string, count: number, workdays: string[]][]> = {
  2024: [
    ['元旦', '01-01', '01-01', 1, []],
    ['春节', '02-10', '02-17', 8, ['02-04', '02-18']],
    ['清明节', '04-04', '04-06', 3, ['04-07']],
    ['劳动节', '05-01', '05-05', 5, ['04-28', '05-11']],
    ['端午节', '06-10', '06-10', 1, []],
    ['中秋节', '09-15', '09-17', 3, ['09-14']],
    ['国庆节', '10-01', '10-07', 7, ['09-29', '10-12']],
  ],
  2025: [
    ['元旦', '01-01', '01-01', 1, []],
    ['春节', '01-28', '02-04', 8, ['01-26', '02-08']],
    ['清明节', '04-04', '04-06', 3, []],
    ['劳动节', '05-01', '05-05', 5, ['04-27']],
    ['端午节', '05-31', '06-02', 3, []],
    ['国庆节、中秋节', '10-01', '10-08', 8, ['09-28', '10-11']],
  ],
  2026: [
    ['元旦', '01-01', '01-03', 3, ['01-04']],
    ['春节', '02-15', '02-23', 9, ['02-14', '02-28']],
    ['清明节', '04-04', '04-06', 3, []],
    ['劳动节', '05-01', '05-05', 5, ['05-09']],
    ['端午节', '06-19', '06-21', 3, []],
    ['中秋节', '09-25', '09-27', 3, []],
    ['国庆节', '10-01', '10-07', 7, ['09-20', '10-10']],
  ],
}

test.each(Object.entries(NOTICES))(
  '%s has the holidays and make-up days of its notice, and no others',
  (year, notice) => {
    const of = days.filter(day => day.on.startsWith(year))
    const on = (type: string, note: string) =>
      of.filter(day => day.type === type && day.note === note).map(day => day.on)

    for (const [name, from, to, count, workdays] of notice) {
      const off = on('holiday', name)
      expect([off[0], off.at(-1), off.length]).toEqual([`${year}-${from}`, `${year}-${to}`, count])
      expect(on('workday', `${name}调休`)).toEqual(workdays.map(day => `${year}-${day}`))
    }
    const told = notice.reduce((sum, [, , , count, workdays]) => sum + count + workdays.length, 0)
    expect(of).toHaveLength(told)
  },
)

test('each year names its notice', () => {
  expect(years.map(({ year, notice_number, announced_on }) => [year, notice_number, announced_on])).toEqual([
    [2024, '国办发明电〔2023〕7号', '2023-10-25'],
    [2025, '国办发明电〔2024〕12号', '2024-11-12'],
    [2026, '国办发明电〔2025〕7号', '2025-11-04'],
  ])
})

test('make-up days lie on weekends, and every year gives as many weekdays off as the law says holidays', () => {
  const weekend = ({ on }: Day) => [0, 6].includes(new Date(`${on}T00:00:00Z`).getUTCDay())
  expect(days.filter(day => day.type === 'workday').every(weekend)).toBe(true)

  // Weekdays off, less weekend days worked: 11 statutory holidays, 13 from 2025 on.
  const gained = (year: number) => {
    const of = days.filter(day => day.on.startsWith(String(year)))
    return (
      of.filter(day => day.type === 'holiday' && !weekend(day)).length - of.filter(day => day.type === 'workday').length
    )
  }
  expect([2024, 2025, 2026].map(gained)).toEqual([11, 13, 13])
})
