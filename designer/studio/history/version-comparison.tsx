import { useQuery } from '@tanstack/react-query'
import { Segmented, Select, Skeleton } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { ErrorState } from '../../shell/elements/error-state.tsx'
import { ChangeList } from '../core/change-list.tsx'
import type { DefinitionDocument } from '../core/definitions-api.ts'
import { ComparisonView, type View } from './comparison-view.tsx'
import { historyApi, type HistoryVersion, type VersionChoice } from './history-api.ts'
import styles from './history.module.css'
import { RestoreButton } from './restore-button.tsx'

interface ComparisonProps {
  published: DefinitionDocument
  /** Newest first. */
  versions: readonly HistoryVersion[]
  from: VersionChoice
  to: number
  onFrom(from: VersionChoice): void
  onRestored(): Promise<void>
}

/** What a version differs in from another one: in words, as a picture where the kind has one, and as text. */
export function VersionComparison({ published, versions, from, to, onFrom, onRestored }: ComparisonProps) {
  const { t } = useTranslation('publishing')
  const { id, kind } = published
  const [view, setView] = useState<'words' | View>('words')
  const { data, error, refetch } = useQuery({
    queryKey: ['definition-comparison', id, from, to, published.version],
    queryFn: () => historyApi.compare(id, from, to),
    staleTime: 60_000,
  })
  const pictured = kind === 'flow' || kind === 'rule-set'
  return (
    <section className={styles.comparison} aria-label={t('comparison')}>
      <div className={styles.controls}>
        <label htmlFor="compared-with">{t('comparedWith', { version: to })}</label>
        <Select<VersionChoice>
          id="compared-with"
          className={styles.from!}
          value={from}
          onChange={onFrom}
          options={[
            ...versions
              .filter(each => each.version !== to)
              .map(each => ({ value: each.version, label: t('versionNumber', { version: each.version }) })),
            { value: 'pack' as const, label: t('packText') },
          ]}
        />
        <Segmented
          value={view}
          onChange={setView}
          options={[
            { value: 'words', label: t('view.words') },
            ...(pictured ? [{ value: 'picture' as const, label: t(`view.${kind}`) }] : []),
            { value: 'text', label: t('view.text') },
          ]}
        />
        <span className={styles.gap} />
        {to !== published.version && published.permissions.includes('publish') && (
          <RestoreButton id={id} version={to} onRestored={onRestored} />
        )}
      </div>
      {error ? <ErrorState error={error} onRetry={() => void refetch()} /> : null}
      {!data && !error && <Skeleton active title={false} paragraph={{ rows: 4 }} />}
      {data && view === 'words' && (
        <ChangeList kind={kind} comparison={data.comparison} before={data.from.text} after={data.to.text} />
      )}
      {data && view !== 'words' && (
        <ComparisonView
          view={view}
          kind={kind}
          comparison={data.comparison}
          before={data.from.text}
          after={data.to.text}
        />
      )}
    </section>
  )
}
