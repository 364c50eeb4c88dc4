import { Button } from 'antd'
import { useCallback, useMemo, useRef, useState, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { useNavigate } from 'react-router'
import type { EntityDescription, ListPageDefinition } from '../../shell/api/app.ts'
import { ErrorState } from '../../shell/elements/error-state.tsx'
import { PlusIcon } from '../../shell/elements/icons.tsx'
import { StateMessage } from '../../shell/elements/state-message.tsx'
import { useDelayed } from '../../shell/elements/use-delayed.ts'
import { useNarrow } from '../../shell/elements/use-narrow.ts'
import { useAppModel } from '../../shell/session/session-context.ts'
import { useBreadcrumb } from '../../shell/breadcrumb/breadcrumb-context.tsx'
import { useShortcuts } from '../layout/shortcuts.ts'
import { listColumns } from './list-columns.ts'
import { filterOf, useListState } from './list-state.ts'
import { ListToolbar } from './list-toolbar.tsx'
import styles from './record-list-view.module.css'
import { RecordCards } from './record-cards.tsx'
import { RecordTable } from './record-table.tsx'
import { TableSkeleton } from './table-skeleton.tsx'
import { useRecordList } from './use-record-list.ts'

export function RecordListView({ page, entity }: { page: ListPageDefinition; entity: EntityDescription }) {
  const { t } = useTranslation()
  const navigate = useNavigate()
  const narrow = useNarrow()
  const search = useRef<HTMLInputElement>(null)
  const [active, setActive] = useState(-1)
  const state = useListState(page)
  const group = useAppModel().navigation.find(section => section.items.some(item => item.page === page.name))
  const columns = useMemo(() => listColumns(page, entity, t), [page, entity, t])
  const { view, filters } = state
  const filter = useMemo(() => filterOf(page, { view, filters }, new Date()), [page, view, filters])
  const list = useRecordList(entity.name, { filter, sort: state.sort, q: state.q })
  const { rows, total, hasNextPage, isFetchingNextPage, fetchNextPage } = list
  const late = useDelayed(list.isPending)
  const createPath =
    page.create_form && entity.permissions.create ? `/records/${entity.name}/new?form=${page.create_form}` : null
  useBreadcrumb([...(group ? [{ title: group.title }] : []), { title: page.title }])

  const loadMore = useCallback(() => {
    if (hasNextPage && !isFetchingNextPage) void fetchNextPage()
  }, [hasNextPage, isFetchingNextPage, fetchNextPage])

  useShortcuts(
    useMemo(
      () => ({
        j: () => setActive(index => Math.min(index + 1, rows.length - 1)),
        k: () => setActive(index => Math.max(index - 1, 0)),
        Enter: () => rows[active] && void navigate(`/records/${entity.name}/${rows[active].id}`),
        n: () => createPath && void navigate(createPath),
        '/': () => search.current?.focus(),
      }),
      [rows, active, navigate, entity.name, createPath],
    ),
  )

  const createButton = createPath && (
    <Button type="primary" icon={<PlusIcon />} onClick={() => void navigate(createPath)}>
      {t('list.create')}
    </Button>
  )

  return (
    <section className={styles.page} aria-labelledby="list-title">
      <header className={styles.header}>
        <h1 id="list-title">{page.title}</h1>
        {total !== undefined && <span className={styles.count}>{total.toLocaleString('en')}</span>}
        <div className={styles.actions}>{createButton}</div>
      </header>
      <ListToolbar page={page} columns={columns} state={state} searchRef={search} />
      {rows.length > 0 ? (
        narrow ? (
          <RecordCards entity={entity} columns={columns} rows={rows} onNearEnd={loadMore} />
        ) : (
          <RecordTable
            entity={entity}
            columns={columns}
            rows={rows}
            total={total}
            sort={state.sort}
            onSort={state.toggleSort}
            active={active}
            onActive={setActive}
            onNearEnd={loadMore}
            stale={list.isPlaceholderData}
          />
        )
      ) : list.error ? (
        <ErrorState error={list.error} onRetry={() => void list.refetch()} />
      ) : list.isPending ? (
        late && <TableSkeleton columns={columns} />
      ) : (
        <EmptyList entity={entity} state={state} createButton={createButton} />
      )}
    </section>
  )
}

interface EmptyListProps {
  entity: EntityDescription
  state: ReturnType<typeof useListState>
  createButton: ReactNode
}

/** Nothing matches, or nothing is there yet: one sentence, one action. */
function EmptyList({ entity, state, createButton }: EmptyListProps) {
  const { t } = useTranslation()
  if (!state.q && state.filters.length === 0) {
    return <StateMessage title={t('list.empty', { entity: entity.title })} action={createButton} />
  }
  return (
    <StateMessage
      title={t('list.noMatch')}
      text={t('list.noMatchText')}
      action={<Button onClick={state.clear}>{t('list.clear')}</Button>}
    />
  )
}
