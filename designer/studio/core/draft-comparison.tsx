import { Skeleton } from 'antd'
import { useTranslation } from 'react-i18next'
import { ChangeList } from './change-list.tsx'
import styles from './change-list.module.css'
import { useComparison } from './use-comparison.ts'

interface DraftComparisonProps {
  kind: string
  before: string | null
  after: string | null
}

/** Two texts compared in words; a text that can't be read yet is said to be so. */
export function DraftComparison({ kind, before, after }: DraftComparisonProps) {
  const { t } = useTranslation('publishing')
  const { data, error } = useComparison(kind, before, after)
  if (error) return <p className={styles.none}>{t('unreadable')}</p>
  if (!data) return <Skeleton active title={false} paragraph={{ rows: 2 }} />
  return <ChangeList kind={kind} comparison={data} before={before} after={after} />
}
