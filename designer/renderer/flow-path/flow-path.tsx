import { useTranslation } from 'react-i18next'
import type { PathStep } from '../../shell/api/records.ts'
import { RelativeTime } from '../../shell/elements/relative-time.tsx'
import styles from './flow-path.module.css'

/** The way of one flow instance as a vertical line: what was done, where it waits now, what is expected next. */
export function FlowPath({ steps }: { steps: readonly PathStep[] }) {
  const { t } = useTranslation()
  return (
    <ol className={styles.path}>
      {steps.map((step, index) => (
        <li
          key={`${step.element}-${index}`}
          data-state={step.state}
          aria-current={step.state === 'current' ? 'step' : undefined}
        >
          <p className={styles.title}>
            {step.title}
            <span className="visually-hidden">{t(`path.${step.state}`)}</span>
          </p>
          <SilentPeople step={step} />
          {step.opinions.map(opinion => (
            <div key={`${opinion.person.id}-${opinion.at}`} className={styles.opinion}>
              <p>
                <b>{opinion.person.name}</b> {outcomeText(opinion.state, t)}
              </p>
              {opinion.opinion && <blockquote>{opinion.opinion}</blockquote>}
            </div>
          ))}
          {step.at && <RelativeTime at={step.at} />}
        </li>
      ))}
    </ol>
  )
}

/** Those of a step whose opinion does not stand below with their name. */
function SilentPeople({ step }: { step: PathStep }) {
  const told = new Set(step.opinions.map(opinion => opinion.person.id))
  const names = step.people.filter(person => !told.has(person.id)).map(person => person.name)
  return names.length > 0 && <p className={styles.people}>{names.join('、')}</p>
}

type Translate = ReturnType<typeof useTranslation<'app'>>['t']

/** A participant's state or outcome in words; one that is unknown here is shown as the engine wrote it. */
export function outcomeText(outcome: string, t: Translate): string {
  switch (outcome) {
    case 'approve':
    case 'approved':
      return t('outcome.approved')
    case 'return':
    case 'returned':
      return t('outcome.returned')
    case 'reject':
    case 'rejected':
      return t('outcome.rejected')
    case 'done':
      return t('outcome.done')
    case 'cancelled':
    case 'skipped':
      return t('outcome.cancelled')
    case 'active':
    case 'waiting':
      return t('outcome.waiting')
    default:
      return outcome
  }
}
