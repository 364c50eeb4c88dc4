import { useQuery } from '@tanstack/react-query'
import { Input, Skeleton } from 'antd'
import { useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import { ErrorState } from '../../shell/elements/error-state.tsx'
import { definitionsApi, type DefinitionSummary } from '../core/definitions-api.ts'
import { draftStore } from '../core/draft-store.ts'
import styles from './definition-list.module.css'
import { groupDefinitions, type KindName } from './group-definitions.ts'

/** All definitions by kind, with a search box and marks for drafts and local changes. */
export function DefinitionList({ chosen }: { chosen: string }) {
  const { t } = useTranslation('studio')
  const [search, setSearch] = useState('')
  const { data, error, refetch } = useQuery({ queryKey: ['definitions'], queryFn: definitionsApi.list })
  // Read at each drawing: a draft appears while its room is open.
  const drafts = new Set(draftStore().ids())
  const groups = useMemo(() => groupDefinitions(data ?? [], search), [data, search])
  return (
    <nav className={styles.pane} aria-label={t('definitions')}>
      <Input.Search
        className={styles.search!}
        placeholder={t('search')}
        aria-label={t('search')}
        allowClear
        value={search}
        onChange={event => setSearch(event.target.value)}
      />
      {error ? <ErrorState error={error} onRetry={() => void refetch()} /> : null}
      {!data && !error && <Skeleton active title={false} paragraph={{ rows: 10 }} className={styles.skeleton!} />}
      {data && groups.length === 0 && <p className={styles.none}>{t('noMatch')}</p>}
      {groups.map(group => (
        <section key={group.kind}>
          <h2 className={styles.kind}>{t(`kind.${group.kind as KindName}`, { defaultValue: group.kind })}</h2>
          <ul>
            {group.items.map(item => (
              <Item
                key={item.id}
                item={item}
                named={sharesTitle(item, group.items)}
                chosen={item.id === chosen}
                draft={drafts.has(item.id)}
              />
            ))}
          </ul>
        </section>
      ))}
    </nav>
  )
}

/** A list and a record page often have one title: then the name tells them apart. */
const sharesTitle = (item: DefinitionSummary, all: readonly DefinitionSummary[]): boolean =>
  all.some(other => other !== item && other.title === item.title)

function Item({
  item,
  named,
  chosen,
  draft,
}: {
  item: DefinitionSummary
  named: boolean
  chosen: boolean
  draft: boolean
}) {
  const { t } = useTranslation('studio')
  const mark = draft ? t('draft') : item.local ? t('local') : undefined
  return (
    <li>
      <Link
        to={`/studio/${item.id}`}
        className={styles.item}
        aria-current={chosen ? 'page' : undefined}
        title={item.id}
      >
        <span className={styles.title}>
          {item.title} {named && <span className={styles.name}>{item.name}</span>}
        </span>
        {mark && (
          <span className={styles.mark} data-draft={draft}>
            {mark}
          </span>
        )}
      </Link>
    </li>
  )
}
