import { useTranslation } from 'react-i18next'
import { DefinitionChanges } from '../definition-changes.tsx'
import { DefinitionHeading } from '../definition-heading.tsx'
import type { PackPlan, Titled } from '../packs-api.ts'
import styles from './plan.module.css'

/** So many are unfolded at first. */
const FEW = 16

/** What becomes otherwise, definition by definition, in words. */
export function PackChanges({ plan: { action, definitions } }: { plan: PackPlan }) {
  const { t } = useTranslation('packs')
  const { added, changed, removed } = definitions
  if (added.length + changed.length + removed.length === 0)
    return action === 'import' ? <p className={styles.section}>{t('plan.nothing')}</p> : null
  return (
    <section className={styles.section}>
      <h2>{t(action === 'import' ? 'changes.titleImport' : 'changes.title')}</h2>
      {changed.map(each => (
        <DefinitionChanges
          key={each.id}
          definition={each}
          comparison={each.comparison}
          opened={changed.length <= FEW}
        />
      ))}
      <Names title={t('changes.added')} definitions={added} />
      <Names title={t('changes.removed')} definitions={removed} />
    </section>
  )
}

function Names({ title, definitions }: { title: string; definitions: Titled[] }) {
  if (definitions.length === 0) return null
  return (
    <>
      <h3 className={styles.subtitle}>
        {title} <span className={styles.quiet}>{definitions.length}</span>
      </h3>
      <ul className={styles.names}>
        {definitions.map(each => (
          <li key={each.id}>
            <DefinitionHeading definition={each} />
          </li>
        ))}
      </ul>
    </>
  )
}
