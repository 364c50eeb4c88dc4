import { calendarOfRows, WEEKDAYS, type CalendarRows, type WorkingCalendar } from '../../base/working-calendar/index.ts'
import {
  isRowReference,
  type ReferenceDataModel,
  type RowValue,
} from '../../kinds/reference-data/reference-data-model.ts'
import type { Snapshot } from '../../metadata/snapshot.ts'

type Values = Readonly<Record<string, RowValue>>

/** The working calendar of that code as the packs' reference data have it, or null: cases know no rows that people added. */
export function calendarOfPacks(code: string, snapshot: Pick<Snapshot, 'find'>): WorkingCalendar | null {
  const calendar = rowsOf('calendar', snapshot).find(({ values }) => values['code'] === code)
  if (calendar === undefined) return null
  const own = (entity: string): Values[] =>
    rowsOf(entity, snapshot)
      .map(({ values }) => values)
      .filter(values => keyOf(values['calendar']) === calendar.key)
  const rows = {
    zone: calendar.values['zone'],
    hours: Object.fromEntries(WEEKDAYS.map(weekday => [weekday, calendar.values[weekday] ?? null])),
    years: own('calendar_year').map(values => ({ year: values['year'], notice: values['notice_title'] })),
    days: own('calendar_day').map(({ on, type }) => ({ on, type })),
  }
  return calendarOfRows(code, rows as CalendarRows)
}

const rowsOf = (entity: string, snapshot: Pick<Snapshot, 'find'>): ReferenceDataModel['rows'] =>
  snapshot.find<ReferenceDataModel>('reference-data', entity)?.compiled.rows ?? []

const keyOf = (value: RowValue | undefined): string | null =>
  value !== undefined && isRowReference(value) ? value.key : null
