import { useTranslation } from 'react-i18next'
import { useAppModel } from '../../../shell/session/session-context.ts'
import type { PackPlan } from '../packs-api.ts'
import styles from './plan.module.css'
import { orphansOf } from './plan-findings.ts'

/** Entities that go while records of them stay. */
export function Orphans({ plan }: { plan: PackPlan }) {
  const { t } = useTranslation('packs')
  const { entities } = useAppModel()
  const orphans = orphansOf(plan)
  if (orphans.length === 0) return null
  const { definitions } = plan
  const titleOf = (entity: string): string =>
    definitions.removed.find(each => each.id.endsWith(`/entity/${entity}`))?.title ?? entities[entity]?.title ?? entity
  return (
    <section className={styles.section}>
      <h2>{t('orphans.title')}</h2>
      <p className={styles.quiet}>{t('orphans.text')}</p>
      <ul className={styles.rows}>
        {orphans.map(({ entity, rows }) => (
          <li key={entity}>
            <span>
              {titleOf(entity)} <span className={styles.quiet}>{entity}</span>
            </span>
            <span className={styles.figure}>{t('orphans.rows', { count: rows })}</span>
          </li>
        ))}
      </ul>
    </section>
  )
}
