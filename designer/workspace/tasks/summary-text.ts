import type { TFunction } from 'i18next'
import type { TaskSummary } from '../../shell/api/tasks.ts'
import { formatDecimal, isDecimalText } from '../../renderer/fields/decimal-text.ts'
import { currencySign, EMPTY, formatInstant } from '../../renderer/fields/format-value.ts'

/** A value of a task's summary as people read it. Money without a named currency is the installation's, CNY. */
export function summaryText({ value, format }: TaskSummary['summary'][number], t: TFunction): string {
  if (value === null || value === undefined || value === '') return EMPTY
  if (typeof value === 'boolean') return value ? t('value.yes') : t('value.no')
  const text = String(value)
  if (format === 'instant' || format === 'date-time') return formatInstant(text)
  if (!isDecimalText(text)) return text
  if (format === 'money') return `${currencySign('CNY')} ${formatDecimal(text, 2)}`
  if (format === 'percent') return `${formatDecimal(text)} %`
  return format === 'decimal' || format === 'integer' ? formatDecimal(text) : text
}
