import type { Comparison, Impact } from '@jingwei/engine/model'
import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import styles from './change-list.module.css'
import { changeSentences } from './change-sentence.ts'
import { useChangeWords } from './change-words.ts'
import { contentTitles } from './content-titles.ts'

interface ChangeListProps {
  kind: string
  comparison: Comparison
  before: string | null
  after: string | null
}

/** What changes of one definition, a sentence each; what stored data has to bear is said beside. */
export function ChangeList({ kind, comparison, before, after }: ChangeListProps) {
  const { t } = useTranslation('publishing')
  const words = useChangeWords()
  const sentences = useMemo(
    () => changeSentences(comparison.changes, { titles: contentTitles(kind, [before, after]), words }),
    [comparison, kind, before, after, words],
  )
  if (sentences.length === 0) return <p className={styles.none}>{t('noDifference')}</p>
  return (
    <ul className={styles.list}>
      {sentences.map((sentence, i) => (
        <li key={i}>
          {sentence.text}
          <ImpactMark impact={sentence.impact} />
        </li>
      ))}
    </ul>
  )
}

/** Only what somebody has to think about is marked. */
export function ImpactMark({ impact }: { impact: Impact }) {
  const { t } = useTranslation('changes')
  if (impact === 'none' || impact === 'safe') return null
  return (
    <span className={styles.impact} data-impact={impact}>
      {t(`impact.${impact}`)}
    </span>
  )
}
