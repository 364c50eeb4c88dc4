import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { StatusDot } from '../../../shell/elements/status-dot.tsx'
import type { PackPlan } from '../packs-api.ts'
import styles from './plan.module.css'
import { errorsOf, orphansOf } from './plan-findings.ts'

/** The plan at a glance. */
export function PlanFacts({ plan }: { plan: PackPlan }) {
  const { t } = useTranslation('packs')
  const { added, changed, removed } = plan.definitions
  const counts = { added: added.length, changed: changed.length, removed: removed.length }
  return (
    <dl className={styles.facts}>
      <Fact name={t('plan.extent')}>{t('plan.extentText', counts)}</Fact>
      <Fact name={t('plan.conflicts')}>
        <ConflictFact plan={plan} />
      </Fact>
      <Fact name={t('plan.data')}>
        <DataFact plan={plan} />
      </Fact>
      {plan.signature && (
        <Fact name={t('plan.signature')}>
          <SignatureFact signature={plan.signature} />
        </Fact>
      )}
    </dl>
  )
}

function Fact({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  )
}

function ConflictFact({ plan: { open, conflicts } }: { plan: PackPlan }) {
  const { t } = useTranslation('packs')
  const total = conflicts.length
  if (total === 0) return t('plan.conflictsNone')
  if (open > 0) return <StatusDot tone="warning">{t('plan.conflictsOpen', { open, total })}</StatusDot>
  return <StatusDot tone="settled">{t('plan.conflictsDone', { total })}</StatusDot>
}

function DataFact({ plan }: { plan: PackPlan }) {
  const { t } = useTranslation('packs')
  const { schema } = plan
  if (!schema) return t(errorsOf(plan).length > 0 ? 'plan.dataUnknown' : 'plan.dataNone')
  const touched = schema.breaks.length + schema.removed.length + schema.renamed.length + orphansOf(plan).length
  if (touched > 0) return <StatusDot tone="warning">{t('plan.dataTouched', { count: touched })}</StatusDot>
  return t(schema.added.length > 0 ? 'plan.dataSafe' : 'plan.dataNone')
}

function SignatureFact({ signature: { state, key = '' } }: { signature: NonNullable<PackPlan['signature']> }) {
  const { t } = useTranslation('packs')
  if (state === 'valid') return <StatusDot tone="settled">{t('plan.signed', { key })}</StatusDot>
  const words = state === 'unsigned' ? t('plan.unsigned') : t('plan.unknownKey', { key: key.slice(0, 12) })
  return <StatusDot tone="warning">{words}</StatusDot>
}
