import { Temporal } from 'temporal-polyfill'
import { isDeferred, type DayExpression, type FilterLiteral, type FilterNode } from './filter-node.ts'

/** What is known when the rows are read. */
export interface FilterBinding {
  /** `YYYY-MM-DD`. */
  today: string
  /** When a day begins, as an instant: days are those of the installation's time zone. */
  startOfDay: (day: string) => string
  /** Absent or null: the comparison with it is left out, as for a choice that nobody made. */
  parameters?: Readonly<Record<string, FilterLiteral | readonly FilterLiteral[] | null>>
}

/** The filter with days and parameters put in: nothing in it is deferred. */
export function bindFilter(filter: FilterNode, binding: FilterBinding): FilterNode {
  if ('all' in filter) return { all: filter.all.map(part => bindFilter(part, binding)) }
  if ('any' in filter) return { any: boundAlternatives(filter.any, binding) }
  const { column, operator, value } = filter
  if (!isDeferred(value)) return filter
  if ('day' in value) {
    const day = dayOf(value.day, binding.today)
    return { column, operator, value: column.type === 'instant' ? binding.startOfDay(day) : day }
  }
  const given = binding.parameters?.[value.parameter] ?? null
  return given === null ? EVERYTHING : { column, operator, value: given }
}

const EVERYTHING: FilterNode = { all: [] }

/** An alternative that only asks for what was not given must not let every row in beside the others. */
function boundAlternatives(parts: readonly FilterNode[], binding: FilterBinding): FilterNode[] {
  const bound = parts.map(part => bindFilter(part, binding))
  const asked = bound.filter((part, i) => !(isEmpty(part) && !isEmpty(parts[i]!)))
  return asked.length > 0 || parts.length === 0 ? asked : [EVERYTHING]
}

const isEmpty = (filter: FilterNode): boolean => 'all' in filter && filter.all.every(isEmpty)

/** The day that an expression means on `today`; weeks begin on Monday (ISO 8601). */
export function dayOf({ from, shift, unit }: DayExpression, today: string): string {
  const day = Temporal.PlainDate.from(today)
  return START[from](day)
    .add({ [unit]: shift })
    .toString()
}

const START: Readonly<Record<DayExpression['from'], (day: Temporal.PlainDate) => Temporal.PlainDate>> = {
  today: day => day,
  week_start: day => day.subtract({ days: day.dayOfWeek - 1 }),
  month_start: day => day.with({ day: 1 }),
  quarter_start: day => day.with({ day: 1, month: day.month - ((day.month - 1) % 3) }),
  year_start: day => day.with({ day: 1, month: 1 }),
}
