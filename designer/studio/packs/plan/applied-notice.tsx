import { Alert } from 'antd'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import type { PackPlan } from '../packs-api.ts'
import styles from './plan.module.css'

/** What became of a plan that was applied. */
export function AppliedNotice({ plan: { state, publication } }: { plan: PackPlan }) {
  const { t } = useTranslation('packs')
  if (state !== 'applied') return null
  if (publication && publication.state !== 'published')
    return (
      <Alert
        type="info"
        showIcon
        className={styles.alert!}
        title={t('apply.waiting')}
        description={t('apply.waitingText')}
        action={<Link to={`/studio/publications/${publication.id}`}>{t('apply.openReview')}</Link>}
      />
    )
  return (
    <Alert
      type="success"
      showIcon
      className={styles.alert!}
      title={t('apply.done')}
      description={t('apply.doneText')}
      action={<Link to="/studio/packs">{t('plan.backToPacks')}</Link>}
    />
  )
}
