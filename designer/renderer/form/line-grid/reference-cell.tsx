import { useState, type KeyboardEvent } from 'react'
import { useTranslation } from 'react-i18next'
import { ReferenceSelect } from '../reference/reference-select.tsx'
import type { GridCellProps } from './grid-cell.tsx'
import styles from './line-grid.module.css'

/**
 * A record in a cell. The picker is only there while the cell has the focus: a hundred of them would make the grid slow.
 * It must be there from the focus on, not from the first key, because input methods only compose in a text box.
 */
export function ReferenceCell({ field, row, label, title, errors, onChange }: GridCellProps) {
  const { t } = useTranslation()
  const [focused, setFocused] = useState(false)
  const [clicked, setClicked] = useState(false)
  const value = (row[field.name] as string | null | undefined) ?? null
  const unmatched = row._unmatched?.[field.name]

  if (focused) {
    return (
      <span className={styles.picker} data-empty={value === null} onKeyDown={event => isErase(event) && onChange(null)}>
        <ReferenceSelect
          entity={field.target ?? ''}
          value={value}
          label={title}
          defaultOpen={clicked}
          autoFocus
          clearable={false}
          variant="borderless"
          aria-label={label}
          onBlur={() => {
            setFocused(false)
            setClicked(false)
          }}
          onChange={onChange}
        />
      </span>
    )
  }
  return (
    <button
      type="button"
      className={styles.reference}
      aria-label={`${label}: ${title ?? unmatched ?? t('reference.search')}`}
      aria-invalid={errors.length > 0 || unmatched !== undefined}
      title={unmatched ? t('reference.unmatched', { text: unmatched }) : errors.join(' ') || title}
      onMouseDown={() => setClicked(true)}
      onFocus={() => setFocused(true)}
    >
      {value
        ? (title ?? t('reference.unnamed'))
        : (unmatched ?? <span className={styles.placeholder}>{t('reference.search')}</span>)}
    </button>
  )
}

/** Backspace or Delete with nothing typed empties the cell. */
function isErase(event: KeyboardEvent<HTMLElement>): boolean {
  const input = event.target as HTMLInputElement
  return (event.key === 'Backspace' || event.key === 'Delete') && input.value === ''
}
