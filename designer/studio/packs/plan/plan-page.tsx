import { Skeleton } from 'antd'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import { ApiError } from '../../../shell/api/problem.ts'
import { ErrorState } from '../../../shell/elements/error-state.tsx'
import { StateMessage } from '../../../shell/elements/state-message.tsx'
import styles from '../packs.module.css'
import { AppliedNotice } from './applied-notice.tsx'
import { DataEffects } from './data-effects.tsx'
import { LocalOutcomes } from './local-outcomes.tsx'
import { Orphans } from './orphans.tsx'
import { PackChanges } from './pack-changes.tsx'
import { PlanFacts } from './plan-facts.tsx'
import { PlanHeader } from './plan-header.tsx'
import { PlanNotices } from './plan-notices.tsx'
import { usePlanBreadcrumb, usePlanTitle } from './plan-title.ts'
import { usePlan } from './use-plan.ts'

/** `/studio/packs/plans/<id>`: all that applying would change, before anything does. */
export function PlanPage({ id }: { id: string }) {
  const { plan, error, retry, queue } = usePlan(id)
  const title = usePlanTitle(plan)
  usePlanBreadcrumb(id, title)
  if (error instanceof ApiError && error.status === 404) return <Gone />
  if (error && !plan) return <ErrorState error={error} onRetry={retry} />
  if (!plan || title === undefined) return <Skeleton active className={styles.loading!} paragraph={{ rows: 10 }} />
  return (
    <div className={styles.content}>
      <PlanHeader plan={plan} title={title} queue={queue} onStale={retry} />
      <AppliedNotice plan={plan} />
      {plan.state === 'open' && <PlanNotices plan={plan} />}
      <PlanFacts plan={plan} />
      <Orphans plan={plan} />
      <LocalOutcomes plan={plan} />
      <PackChanges plan={plan} />
      <DataEffects plan={plan} />
    </div>
  )
}

function Gone() {
  const { t } = useTranslation('packs')
  return (
    <StateMessage
      title={t('plan.gone')}
      text={t('problem.pack_plan_unknown')}
      action={<Link to="/studio/packs">{t('plan.backToPacks')}</Link>}
    />
  )
}
