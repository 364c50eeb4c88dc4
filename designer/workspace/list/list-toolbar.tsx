import { Input, type InputRef } from 'antd'
import { useEffect, useImperativeHandle, useRef, useState, type RefObject } from 'react'
import { useTranslation } from 'react-i18next'
import type { ListPageDefinition } from '../../shell/api/app.ts'
import { CloseIcon, SearchIcon } from '../../shell/elements/icons.tsx'
import { useDebounced } from '../../shell/elements/use-debounced.ts'
import { FilterMenu, filterText } from './filter-menu.tsx'
import type { ListColumn } from './list-columns.ts'
import type { useListState } from './list-state.ts'
import styles from './list-toolbar.module.css'
import { ViewTabs } from './view-tabs.tsx'

interface ListToolbarProps {
  page: ListPageDefinition
  columns: ListColumn[]
  state: ReturnType<typeof useListState>
  searchRef: RefObject<HTMLInputElement | null>
}

/** Saved views, search and the chips of what the list is narrowed by. */
export function ListToolbar({ page, columns, state, searchRef }: ListToolbarProps) {
  const { t } = useTranslation()
  const fields = columns.map(column => column.field)
  return (
    <>
      <div className={styles.bar}>
        {page.views && page.views.length > 1 && (
          <ViewTabs label={t('list.views')} views={page.views} current={state.view} onChange={state.setView} />
        )}
        <div className={styles.tools}>
          <FilterMenu fields={fields} onAdd={state.addFilter} />
          <SearchBox value={state.q} onChange={state.setQuery} inputRef={searchRef} />
        </div>
      </div>
      {state.filters.length > 0 && (
        <ul className={styles.chips} aria-label={t('list.filters')}>
          {state.filters.map(filter => {
            const text = filterText(
              filter,
              fields.find(field => field.name === filter.field),
              t,
            )
            return (
              <li key={filter.field}>
                {text}
                <button
                  type="button"
                  aria-label={t('list.removeFilter', { filter: text })}
                  onClick={() => state.removeFilter(filter)}
                >
                  <CloseIcon />
                </button>
              </li>
            )
          })}
        </ul>
      )}
    </>
  )
}

interface SearchBoxProps {
  value: string
  onChange: (value: string) => void
  inputRef: RefObject<HTMLInputElement | null>
}

function SearchBox({ value, onChange, inputRef }: SearchBoxProps) {
  const { t } = useTranslation()
  const input = useRef<InputRef>(null)
  useImperativeHandle(inputRef, () => input.current!.input!)
  const [typed, setTyped] = useState(value)
  const settled = useDebounced(typed, 250)
  const change = useRef(onChange)
  change.current = onChange
  useEffect(() => change.current(settled.trim()), [settled])
  // Cleared from outside, by "show everything".
  useEffect(() => {
    if (value === '') setTyped('')
  }, [value])
  return (
    <Input
      ref={input}
      className={styles.search!}
      value={typed}
      onChange={event => setTyped(event.target.value)}
      onKeyDown={event => {
        if (event.key === 'Escape') {
          setTyped('')
          input.current?.blur()
        }
      }}
      prefix={<SearchIcon />}
      placeholder={t('list.search')}
      aria-label={t('list.search')}
      allowClear
      type="search"
    />
  )
}
