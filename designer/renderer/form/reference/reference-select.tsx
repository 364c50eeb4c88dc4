import { Select } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useDebounced } from '../../../shell/elements/use-debounced.ts'
import { useAppModel } from '../../../shell/session/session-context.ts'
import { useReferenceOptions, useReferenceTitle, type ReferenceOption } from './reference-options.ts'
import styles from './reference-select.module.css'

interface ReferenceSelectProps {
  id?: string
  entity: string
  value: string | null
  /** Title of the chosen record. */
  label: string | undefined
  onChange: (id: string | null, label: string | null) => void
  clearable?: boolean
  status?: 'error'
  autoFocus?: boolean
  defaultOpen?: boolean
  /** What was typed before the picker was there. */
  initialSearch?: string
  variant?: 'outlined' | 'borderless'
  onBlur?: () => void
  'aria-label'?: string
  'aria-describedby'?: string
}

/** Picks a record by searching on the server: arrows and Enter choose, each choice shows two facts. */
export function ReferenceSelect({
  entity,
  value,
  label: known,
  onChange,
  clearable,
  initialSearch = '',
  defaultOpen,
  ...rest
}: ReferenceSelectProps) {
  const { t } = useTranslation()
  const app = useAppModel()
  const label = useReferenceTitle(app, entity, value, known)
  const [open, setOpen] = useState(defaultOpen ?? false)
  const [search, setSearch] = useState(initialSearch)
  const asked = useDebounced(search.trim(), 200)
  const { data: options = [], isFetching, error } = useReferenceOptions(app, entity, asked, open)
  // A click on an option and its chosen title must both be readable before any search has run.
  const chosen =
    value && !options.some(option => option.id === value)
      ? [{ id: value, title: label ?? t('reference.unnamed'), facts: [] }]
      : []
  return (
    <Select<string, { value: string; label: string; option: ReferenceOption; hidden?: boolean }>
      {...rest}
      value={value}
      open={open}
      onOpenChange={setOpen}
      showSearch={{ filterOption: false, onSearch: setSearch, searchValue: search }}
      onChange={(id: string | undefined, picked) => {
        const option = Array.isArray(picked) ? picked[0] : picked
        onChange(id ?? null, option?.option.title ?? null)
        setSearch('')
      }}
      options={[...(search ? [] : chosen), ...options].map(option => ({
        value: option.id,
        label: option.title,
        option,
      }))}
      optionRender={({ data }) => <OptionRow option={data.option} />}
      labelRender={({ label: shown }) => shown ?? label ?? t('reference.unnamed')}
      notFoundContent={
        <p className={styles.none}>
          {isFetching ? t('reference.searching') : error ? t('error.title') : t('reference.none')}
        </p>
      }
      placeholder={t('reference.search')}
      allowClear={clearable ?? true}
      popupMatchSelectWidth={320}
      style={{ width: '100%' }}
    />
  )
}

function OptionRow({ option }: { option: ReferenceOption }) {
  return (
    <span className={styles.option}>
      <span>{option.title}</span>
      {option.facts.length > 0 && <span className={styles.facts}>{option.facts.join(' · ')}</span>}
    </span>
  )
}
