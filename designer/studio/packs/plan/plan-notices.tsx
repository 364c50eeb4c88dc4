import { Alert } from 'antd'
import { useTranslation } from 'react-i18next'
import type { PackPlan } from '../packs-api.ts'
import { usePack } from '../use-pack-title.ts'
import styles from './plan.module.css'
import { errorsOf, isBlockedByData } from './plan-findings.ts'

/** What whoever applies the plan must know first. */
export function PlanNotices({ plan }: { plan: PackPlan }) {
  const { t } = useTranslation('packs')
  const reviewed = usePack(plan.pack?.name)?.policy.review === 'four_eyes'
  const errors = errorsOf(plan)
  return (
    <>
      {plan.stale && <Notice type="warning" title={t('plan.staleTitle')} text={t('plan.staleText')} />}
      {errors.length > 0 && (
        <Alert
          type="error"
          showIcon
          className={styles.alert!}
          title={t('plan.errorsTitle', { count: errors.length })}
          description={
            <ul>
              {errors.slice(0, 5).map(({ file, line, column, message }, i) => (
                <li key={i}>
                  {message} <span className={styles.quiet}>{`${file}:${line}:${column}`}</span>
                </li>
              ))}
            </ul>
          }
        />
      )}
      {plan.open === 0 && isBlockedByData(plan) && (
        <Notice type="error" title={t('plan.blockedTitle')} text={t('plan.blockedText')} />
      )}
      {plan.returns && <Notice type="warning" title={t('plan.returnsTitle')} text={t('plan.returnsText')} />}
      {plan.running.map(({ flow, instances }) => (
        <Notice
          key={flow}
          type="info"
          title={t('plan.runningTitle')}
          text={t('plan.runningText', { flow: titleOf(plan, flow), count: instances })}
        />
      ))}
      {reviewed && <Alert type="info" className={styles.alert!} title={t('plan.policyText')} />}
    </>
  )
}

function Notice({ type, title, text }: { type: 'info' | 'warning' | 'error'; title: string; text: string }) {
  return <Alert type={type} showIcon className={styles.alert!} title={title} description={text} />
}

const titleOf = ({ definitions }: PackPlan, flow: string): string =>
  definitions.removed.find(each => each.id.endsWith(`/flow/${flow}`))?.title ?? flow
