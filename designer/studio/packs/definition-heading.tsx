import { useTranslation } from 'react-i18next'
import type { KindName } from '../home/group-definitions.ts'
import styles from './definitions.module.css'
import type { Titled } from './packs-api.ts'

/** Title of a definition with its kind: several often share a title. */
export function DefinitionHeading({ definition: { id, title } }: { definition: Titled }) {
  const { t } = useTranslation('studio')
  const kind = kindOf(id)
  return (
    <span title={id}>
      <span className={styles.title}>{title}</span>{' '}
      <span className={styles.kind}>{t(`kind.${kind as KindName}`, { defaultValue: kind })}</span>
    </span>
  )
}

export const kindOf = (id: string): string => id.split('/')[1] ?? ''
