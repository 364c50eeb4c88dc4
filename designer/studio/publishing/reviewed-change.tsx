import { Segmented } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import { ChangeList } from '../core/change-list.tsx'
import { useKindName } from '../core/use-kind-name.ts'
import { ComparisonView, type View } from '../history/comparison-view.tsx'
import type { PublicationChange } from './publishing-api.ts'
import styles from './publishing.module.css'

/** What changes of one definition: in words, as text, and for flows and tables as a picture. */
export function ReviewedChange({ change, stale }: { change: PublicationChange; stale: boolean }) {
  const { t } = useTranslation('publishing')
  const kindName = useKindName()
  const [view, setView] = useState<'words' | View>('words')
  const { id, kind, title, comparison, beforeText: before, afterText: after } = change
  const pictured = kind === 'flow' || kind === 'rule-set'
  return (
    <article className={styles.change} data-plain aria-label={title}>
      <div className={styles.changeHead}>
        <Link to={`/studio/${id}`} className={styles.changeTitle}>
          {title}
        </Link>
        <span className={styles.quiet}>{kindName(kind)}</span>
        <Segmented
          size="small"
          className={styles.more!}
          aria-label={t('viewOf', { title })}
          value={view}
          onChange={setView}
          options={[
            { value: 'words', label: t('view.words') },
            ...(pictured ? [{ value: 'picture' as const, label: t(`view.${kind}`) }] : []),
            { value: 'text', label: t('view.text') },
          ]}
        />
      </div>
      <div className={styles.changeBody}>
        {stale && <p className={styles.warning}>{t('staleOne')}</p>}
        {view === 'words' ? (
          <ChangeList kind={kind} comparison={comparison} before={before} after={after} />
        ) : (
          <ComparisonView view={view} kind={kind} comparison={comparison} before={before} after={after} />
        )}
      </div>
    </article>
  )
}
