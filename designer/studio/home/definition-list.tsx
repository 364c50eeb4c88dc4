import { useQuery } from '@tanstack/react-query'
import { Input, Skeleton } from 'antd'
import { useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Link, NavLink } from 'react-router'
import { usePermission } from '../../shell/session/session-context.ts'
import { ErrorState } from '../../shell/elements/error-state.tsx'
import { definitionsApi, type DefinitionSummary } from '../core/definitions-api.ts'
import { useDrafts } from '../publishing/use-my-drafts.ts'
import styles from './definition-list.module.css'
import { draftMarks, type DraftMark } from './draft-marks.ts'
import { groupDefinitions, type KindName } from './group-definitions.ts'

interface ListProps {
  chosen: string
  /** The part of the studio that is open instead of a definition. */
  part: 'publish' | 'packs' | undefined
}

/** The studio's parts, and all definitions by kind, with a search box and marks for drafts and local changes. */
export function DefinitionList({ chosen, part }: ListProps) {
  const { t } = useTranslation('studio')
  const [search, setSearch] = useState('')
  const { data, error, refetch } = useQuery({ queryKey: ['definitions'], queryFn: definitionsApi.list })
  const drafts = useDrafts(usePermission('definition', 'edit'))
  const marks = useMemo(() => draftMarks(drafts.data ?? []), [drafts.data])
  const groups = useMemo(() => groupDefinitions(data ?? [], search), [data, search])
  return (
    <nav className={styles.pane} aria-label={t('definitions')}>
      <Parts part={part} drafts={[...marks.values()].filter(each => each.mine).length} />
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
                draft={marks.get(item.id)}
              />
            ))}
          </ul>
        </section>
      ))}
    </nav>
  )
}

function Parts({ part, drafts }: { part: ListProps['part']; drafts: number }) {
  const { t } = useTranslation('studio')
  return (
    <ul className={styles.parts}>
      <li>
        <NavLink to="/studio/publish" className={styles.item!} aria-current={part === 'publish' ? 'page' : undefined}>
          <span className={styles.title}>{t('nav.publish')}</span>
          {drafts > 0 && <span className={styles.mark}>{drafts}</span>}
        </NavLink>
      </li>
      <li>
        <NavLink to="/studio/packs" className={styles.item!} aria-current={part === 'packs' ? 'page' : undefined}>
          <span className={styles.title}>{t('nav.packs')}</span>
        </NavLink>
      </li>
    </ul>
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
  draft: DraftMark | undefined
}) {
  const { t } = useTranslation('studio')
  const mark = draft ? draftWords(draft, t) : item.local ? t('local') : undefined
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
          <span className={styles.mark} data-draft={draft?.mine === true} title={draft?.names.join(', ')}>
            {mark}
          </span>
        )}
      </Link>
    </li>
  )
}

function draftWords({ mine, stale, names }: DraftMark, t: ReturnType<typeof useTranslation<'studio'>>['t']): string {
  if (!mine) return t('othersDraft', { name: names[0] })
  return t(stale ? 'staleDraft' : 'draft')
}
