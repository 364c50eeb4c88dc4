import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import type { EntityDescription } from '../../shell/api/app.ts'
import { StatusDot } from '../../shell/elements/status-dot.tsx'
import type { RecordRow } from '../../shell/api/records.ts'
import { EMPTY, formatValue, type FormatOptions } from './format-value.ts'
import type { FieldModel } from './field-model.ts'
import { stateTone } from './state-tone.ts'
import styles from './field-value.module.css'

interface FieldValueProps extends FormatOptions {
  entity: EntityDescription
  field: FieldModel
  record: RecordRow
  /** References become links to their record. */
  linked?: boolean
}

/** One value of a record, as text; states as a dot and a word. */
export function FieldValue({ entity, field, record, linked, ...options }: FieldValueProps) {
  const { t } = useTranslation()
  const value = record[field.name]
  const label = record._labels?.[field.name]
  const text = formatValue(field, value, { yesNo: [t('value.yes'), t('value.no')], label, ...options })
  if (text === EMPTY) return <span className={styles.empty}>{EMPTY}</span>
  if (entity.states?.field === field.name)
    return <StatusDot tone={stateTone(entity.states, String(value))}>{text}</StatusDot>
  if (linked && field.type === 'reference') return <Link to={`/records/${field.target}/${String(value)}`}>{text}</Link>
  return <span className={field.multiline ? styles.multiline : undefined}>{text}</span>
}
