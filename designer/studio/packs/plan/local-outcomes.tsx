import { useTranslation } from 'react-i18next'
import { StatusDot } from '../../../shell/elements/status-dot.tsx'
import { DefinitionHeading } from '../definition-heading.tsx'
import type { LocalOutcome, PackPlan } from '../packs-api.ts'
import styles from './plan.module.css'

const TONES = {
  kept: 'settled',
  merged: 'settled',
  taken_over: 'settled',
  dropped: 'idle',
  in_conflict: 'warning',
} as const

/** What becomes of everything that this installation changed. */
export function LocalOutcomes({ plan: { local, conflicts } }: { plan: PackPlan }) {
  const { t } = useTranslation('packs')
  if (local.length === 0) return null
  const sorted = local.toSorted((a, b) => Number(b.state === 'in_conflict') - Number(a.state === 'in_conflict'))
  const undecided = new Set(conflicts.filter(each => each.choice === null).map(each => each.id))
  return (
    <section className={styles.section}>
      <h2>{t('outcome.title')}</h2>
      <ul className={styles.rows}>
        {sorted.map(outcome => (
          <li key={outcome.id}>
            <DefinitionHeading definition={outcome} />
            <StatusDot tone={TONES[outcome.state]}>{t(...words(outcome, undecided.has(outcome.id)))}</StatusDot>
          </li>
        ))}
      </ul>
    </section>
  )
}

function words({ state, kept, taken }: LocalOutcome, undecided: boolean) {
  // Chosen here, not yet confirmed by the server.
  const now = state === 'in_conflict' && !undecided ? 'merged' : state
  return [`outcome.${now === 'merged' && taken === 0 ? 'merged_own' : now}`, { kept, taken }] as const
}
