import { useQuery } from '@tanstack/react-query'
import { Drawer, Skeleton } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { ErrorState } from '../../shell/elements/error-state.tsx'
import { RelativeTime } from '../../shell/elements/relative-time.tsx'
import type { DefinitionDocument } from '../core/definitions-api.ts'
import { historyApi, type HistoryVersion, type VersionChoice } from './history-api.ts'
import styles from './history.module.css'
import { VersionComparison } from './version-comparison.tsx'

interface HistoryProps {
  published: DefinitionDocument
  onClose(): void
  /** After a version was brought back. */
  onRestored(): Promise<void>
}

/** The versions of a definition beside what any two of them differ in. */
export function HistoryDrawer({ published, onClose, onRestored }: HistoryProps) {
  const { t } = useTranslation('publishing')
  const { data, error, refetch } = useQuery({
    queryKey: ['definition-versions', published.id],
    queryFn: () => historyApi.versions(published.id),
  })
  return (
    <Drawer
      open
      size="min(1120px, 100vw)"
      title={t('historyOf', { title: published.title })}
      onClose={onClose}
      styles={{ body: { padding: 0 } }}
    >
      {error ? <ErrorState error={error} onRetry={() => void refetch()} /> : null}
      {!data && !error && <Skeleton active className={styles.loading!} paragraph={{ rows: 6 }} />}
      {data && <Versions published={published} versions={data} onRestored={onRestored} />}
    </Drawer>
  )
}

function Versions({
  published,
  versions,
  onRestored,
}: Pick<HistoryProps, 'published' | 'onRestored'> & { versions: readonly HistoryVersion[] }) {
  const { t } = useTranslation('publishing')
  const newest = [...versions].sort((a, b) => b.version - a.version)
  const [to, setTo] = useState(published.version)
  const [chosen, setChosen] = useState<VersionChoice | null>(null)
  const earlier = newest.find(each => each.version < to)?.version
  const from = chosen ?? earlier ?? 'pack'
  return (
    <div className={styles.history}>
      <ol className={styles.versions} aria-label={t('versions')}>
        {newest.map(each => (
          <li key={each.version}>
            <Version
              version={each}
              inForce={each.version === published.version}
              chosen={each.version === to}
              onChoose={() => {
                setTo(each.version)
                setChosen(null)
              }}
            />
          </li>
        ))}
      </ol>
      <VersionComparison
        key={`${from}-${to}`}
        published={published}
        versions={newest}
        from={from}
        to={to}
        onFrom={setChosen}
        onRestored={onRestored}
      />
    </div>
  )
}

interface VersionProps {
  version: HistoryVersion
  inForce: boolean
  chosen: boolean
  onChoose(): void
}

function Version({ version: { version, author, publishedAt, note, local }, inForce, chosen, onChoose }: VersionProps) {
  const { t } = useTranslation('publishing')
  return (
    <button type="button" className={styles.version} aria-pressed={chosen} onClick={onChoose}>
      <span className={styles.versionHead}>
        <span>{t('versionNumber', { version })}</span>
        {inForce && <span className={styles.inForce}>{t('inForce')}</span>}
      </span>
      <span className={styles.quiet}>
        {author.id === 'system' ? t('bySystem') : author.name} · <RelativeTime at={publishedAt} /> ·{' '}
        {t(local ? 'fromLocal' : 'fromPack')}
      </span>
      {note && <span className={styles.note}>{note}</span>}
    </button>
  )
}
