import { useTranslation } from 'react-i18next'
import { DataReport } from '../../publishing/data-report.tsx'
import type { PackPlan } from '../packs-api.ts'
import styles from './plan.module.css'

/** What the plan means for stored records; entities that go are told by themselves, as orphans. */
export function DataEffects({ plan: { schema } }: { plan: PackPlan }) {
  const { t } = useTranslation('packs')
  if (!schema || schema.added.length + schema.removed.length + schema.renamed.length + schema.breaks.length === 0)
    return null
  return (
    <section className={styles.section}>
      <h2>{t('data.title')}</h2>
      <DataReport schema={{ ...schema, removedEntities: [] }} />
    </section>
  )
}
