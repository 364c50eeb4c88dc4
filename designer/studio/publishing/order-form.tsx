import { Input, Radio } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import styles from './publishing.module.css'

export interface Order {
  note: string
  /** Local date and time as an input has it; null: at once. */
  publishAt: string | null
  /** After it was submitted. */
  forget(): void
}

type Fields = Pick<Order, 'note' | 'publishAt'>

const KEY = 'jw.publish-order'
const EMPTY: Fields = { note: '', publishAt: null }

/** What is written beside the changes; kept for this tab, so that a look at a definition loses nothing. */
export function useOrder(): [Order, (order: Fields) => void] {
  const [fields, setFields] = useState<Fields>(read)
  const change = (order: Fields): void => {
    setFields(order)
    keep(order)
  }
  return [{ ...fields, forget: () => change(EMPTY) }, change]
}

interface FormProps {
  order: Fields
  reviewed: boolean
  /** Whoever publishes against cases says why. */
  noteRequired: boolean
  onChange(order: Fields): void
}

export function OrderForm({ order: { note, publishAt }, reviewed, noteRequired, onChange }: FormProps) {
  const { t } = useTranslation('publishing')
  return (
    <div className={styles.form}>
      <div>
        <label htmlFor="publication-note">{t('note')}</label>
        <Input.TextArea
          id="publication-note"
          autoSize={{ minRows: 2, maxRows: 8 }}
          maxLength={2000}
          required={noteRequired}
          placeholder={t(noteRequired ? 'noteForSetAside' : 'notePlaceholder')}
          value={note}
          onChange={event => onChange({ note: event.target.value, publishAt })}
        />
      </div>
      <div className={styles.when} role="group" aria-label={t('when')}>
        <Radio.Group
          value={publishAt === null ? 'now' : 'later'}
          onChange={event => onChange({ note, publishAt: event.target.value === 'now' ? null : tomorrow() })}
          options={[
            { value: 'now', label: t(reviewed ? 'whenApproved' : 'atOnce') },
            { value: 'later', label: t('atDate') },
          ]}
        />
        {publishAt !== null && (
          <Input
            type="datetime-local"
            className={styles.date!}
            aria-label={t('publishAt')}
            required
            value={publishAt}
            onChange={event => event.target.value && onChange({ note, publishAt: event.target.value })}
          />
        )}
      </div>
    </div>
  )
}

/** Eight in the morning of the next day, in local time. */
function tomorrow(): string {
  const now = new Date()
  const next = new Date(now.getFullYear(), now.getMonth(), now.getDate() + 1)
  const two = (part: number): string => String(part).padStart(2, '0')
  return `${next.getFullYear()}-${two(next.getMonth() + 1)}-${two(next.getDate())}T08:00`
}

function read(): Fields {
  try {
    const kept = JSON.parse(sessionStorage.getItem(KEY) ?? '{}') as Partial<Fields>
    return { ...EMPTY, ...kept }
  } catch {
    return EMPTY
  }
}

function keep(fields: Fields): void {
  try {
    sessionStorage.setItem(KEY, JSON.stringify(fields))
  } catch {
    // A full or forbidden storage only means that another page forgets it.
  }
}
