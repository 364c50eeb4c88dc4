import { App, Button } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useNavigate } from 'react-router'
import { RelativeTime } from '../../../shell/elements/relative-time.tsx'
import { usePackProblem } from '../pack-problem.ts'
import { packsApi, type PackPlan } from '../packs-api.ts'
import styles from '../packs.module.css'
import { usePack } from '../use-pack-title.ts'
import { ApplyDialog } from './apply-dialog.tsx'
import type { ChoiceQueue } from './choice-queue.ts'
import { errorsOf, isBlockedByData } from './plan-findings.ts'

interface PlanHeaderProps {
  plan: PackPlan
  title: string
  queue: ChoiceQueue
  /** Asked when the plan was overtaken by a publication. */
  onStale(): void
}

/** What the plan is, who made it, and the one thing to do now: decide conflicts, or apply. */
export function PlanHeader({ plan, title, queue, onStale }: PlanHeaderProps) {
  const { t } = useTranslation('packs')
  return (
    <>
      <header className={styles.head} data-sticky>
        <h1>{title}</h1>
        {plan.state === 'open' && (
          <>
            {plan.mine && <Discard id={plan.id} />}
            <MainAction plan={plan} title={title} queue={queue} onStale={onStale} />
          </>
        )}
      </header>
      <p className={styles.intro}>
        {t('plan.by', { name: plan.author.name })} <RelativeTime at={plan.createdAt} />
      </p>
    </>
  )
}

function Discard({ id }: { id: string }) {
  const { t } = useTranslation('packs')
  const { message } = App.useApp()
  const navigate = useNavigate()
  const problem = usePackProblem()
  async function discard(): Promise<void> {
    try {
      await packsApi.discard(id)
      await navigate('/studio/packs')
      void message.info(t('plan.discarded'))
    } catch (error) {
      void message.error(problem(error))
    }
  }
  return <Button onClick={() => void discard()}>{t('plan.discard')}</Button>
}

function MainAction({ plan, title, queue, onStale }: PlanHeaderProps) {
  const { t } = useTranslation('packs')
  const navigate = useNavigate()
  const [applying, setApplying] = useState(false)
  const reviewed = usePack(plan.pack?.name)?.policy.review === 'four_eyes'
  const toConflicts = (): void => void navigate(`/studio/packs/plans/${plan.id}/conflicts`)
  if (plan.open > 0)
    return (
      <Button type="primary" onClick={toConflicts}>
        {t('plan.resolve', { count: plan.open })}
      </Button>
    )
  const broken = errorsOf(plan).length > 0 || isBlockedByData(plan)
  const gone = plan.action === 'uninstall'
  return (
    <>
      {plan.conflicts.length > 0 && <Button onClick={toConflicts}>{t('plan.review')}</Button>}
      <Button type="primary" danger={gone} disabled={broken} onClick={() => setApplying(true)}>
        {t(reviewed ? 'plan.submit' : gone ? 'plan.uninstall' : 'plan.apply')}
      </Button>
      {applying && (
        <ApplyDialog
          plan={plan}
          title={title}
          reviewed={reviewed}
          queue={queue}
          onClose={() => setApplying(false)}
          onStale={onStale}
        />
      )}
    </>
  )
}
