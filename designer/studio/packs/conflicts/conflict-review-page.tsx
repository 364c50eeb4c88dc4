import { Skeleton } from 'antd'
import { useMemo, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import { ErrorState } from '../../../shell/elements/error-state.tsx'
import { StateMessage } from '../../../shell/elements/state-message.tsx'
import type { PackPlan } from '../packs-api.ts'
import packsStyles from '../packs.module.css'
import { usePlan } from '../plan/use-plan.ts'
import { usePlanBreadcrumb, usePlanTitle } from '../plan/plan-title.ts'
import { ConflictBar } from './conflict-bar.tsx'
import { ConflictItem } from './conflict-item.tsx'
import styles from './conflicts.module.css'
import { useConflictKeys } from './use-conflict-keys.ts'

/** `/studio/packs/plans/<id>/conflicts`: base | theirs | ours, one choice per place. */
export function ConflictReviewPage({ id }: { id: string }) {
  const { t } = useTranslation('packs')
  const state = usePlan(id)
  const { plan, error, retry } = state
  usePlanBreadcrumb(id, usePlanTitle(plan), t('conflict.crumb'))
  if (error && !plan) return <ErrorState error={error} onRetry={retry} />
  if (!plan) return <Skeleton active className={packsStyles.loading!} paragraph={{ rows: 10 }} />
  if (plan.conflicts.length === 0)
    return (
      <StateMessage
        title={t('conflict.none')}
        text={t('conflict.noneText')}
        action={<Link to={`/studio/packs/plans/${id}`}>{t('conflict.back')}</Link>}
      />
    )
  return <Review state={{ ...state, plan }} />
}

export type LoadedPlan = Omit<ReturnType<typeof usePlan>, 'plan'> & { plan: PackPlan }

function Review({ state }: { state: LoadedPlan }) {
  const { plan, queue } = state
  const [definition, setDefinition] = useState<string | null>(null)
  const [current, setCurrent] = useState(() => firstOpen(plan) ?? plan.conflicts[0]!.key)
  const list = useRef<HTMLOListElement>(null)
  const shown = useMemo(
    () => plan.conflicts.filter(each => definition === null || each.id === definition),
    [plan.conflicts, definition],
  )
  const readOnly = plan.state !== 'open'
  const goTo = (key: string): void => {
    setCurrent(key)
    list.current?.querySelector(`[data-key="${CSS.escape(key)}"]`)?.scrollIntoView({ block: 'nearest' })
  }
  useConflictKeys({ shown, current, goTo, choose: (key, side) => readOnly || queue.choose({ [key]: side }) })
  return (
    <div className={styles.review}>
      <ConflictBar
        state={state}
        shown={shown}
        current={current}
        definition={definition}
        onDefinition={setDefinition}
        onGo={goTo}
      />
      <ol ref={list} className={styles.list}>
        {shown.map(conflict => (
          <ConflictItem
            key={conflict.key}
            conflict={conflict}
            plan={plan}
            current={conflict.key === current}
            readOnly={readOnly}
            onEnter={setCurrent}
            onChoose={queue.choose}
          />
        ))}
      </ol>
    </div>
  )
}

const firstOpen = (plan: PackPlan): string | undefined => plan.conflicts.find(each => each.choice === null)?.key
