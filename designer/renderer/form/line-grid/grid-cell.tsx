import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { formatValue } from '../../fields/format-value.ts'
import { isNumeric, type FieldModel } from '../../fields/field-model.ts'
import { cellValue } from './paste-cells.ts'
import type { GridRow } from './grid-row.ts'
import styles from './line-grid.module.css'
import { ReferenceCell } from './reference-cell.tsx'

export interface GridCellProps {
  field: FieldModel
  row: GridRow
  /** Decimals that the column's numbers are padded to. */
  scale: number
  label: string
  title: string | undefined
  errors: readonly string[]
  onChange: (value: unknown, title?: string | null) => void
}

/** One cell: text where the server writes, a control without borders where people do. */
export function GridCell(props: GridCellProps) {
  const { field, row, scale, title, label, errors } = props
  const { t } = useTranslation()
  const value = row[field.name]
  if (field.readOnly) {
    return (
      <span className={styles.computed}>
        {formatValue(field, value, {
          ...(isNumeric(field) ? { scale } : {}),
          label: title,
          yesNo: [t('value.yes'), t('value.no')],
        })}
      </span>
    )
  }
  const wrong = { 'aria-label': label, 'aria-invalid': errors.length > 0, title: errors.join(' ') || undefined }
  switch (field.type) {
    case 'reference':
      return <ReferenceCell {...props} />
    case 'choice':
      return (
        <select
          {...wrong}
          value={(value as string | undefined) ?? ''}
          onChange={event => props.onChange(event.target.value || null)}
        >
          <option value="" />
          {field.options.map(option => (
            <option key={option.value} value={option.value}>
              {option.title}
            </option>
          ))}
        </select>
      )
    case 'boolean':
      return (
        <input
          {...wrong}
          type="checkbox"
          checked={value === true}
          onChange={event => props.onChange(event.target.checked)}
        />
      )
    case 'date':
      return (
        <input
          {...wrong}
          type="date"
          value={(value as string | undefined) ?? ''}
          onChange={event => props.onChange(event.target.value || null)}
        />
      )
    default:
      return <TextCell {...props} />
  }
}

/** Keeps what is typed as typed until the cell is left; then numbers get their separators. Escape takes the edit back. */
function TextCell({ field, row, scale, label, errors, onChange }: GridCellProps) {
  const [typed, setTyped] = useState<string | null>(null)
  const [before, setBefore] = useState<unknown>(null)
  const value = row[field.name]
  const blank = value === null || value === undefined
  const numeric = isNumeric(field)
  const shown = blank ? '' : numeric ? formatValue({ ...field, percent: false }, value, { scale }) : String(value)
  return (
    <input
      type="text"
      aria-label={label}
      aria-invalid={errors.length > 0}
      title={errors.join(' ') || undefined}
      inputMode={numeric ? 'decimal' : 'text'}
      autoComplete="off"
      {...(field.maxLength ? { maxLength: field.maxLength } : {})}
      value={typed ?? shown}
      onFocus={() => {
        setTyped(blank ? '' : numeric ? shown.replaceAll(',', '').replace('−', '-') : String(value))
        setBefore(value)
      }}
      onChange={event => {
        setTyped(event.target.value)
        onChange(event.target.value.trim() === '' ? null : cellValue(field, event.target.value))
      }}
      onBlur={() => setTyped(null)}
      onKeyDown={event => {
        if (event.key !== 'Escape') return
        event.stopPropagation()
        onChange(before ?? null)
        setTyped(before === null || before === undefined ? '' : String(before))
      }}
    />
  )
}
