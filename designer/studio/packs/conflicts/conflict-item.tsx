import type { Side } from '@jingwei/engine/model'
import { memo, useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { useChangeWords } from '../../core/change-words.ts'
import { contentTitles } from '../../core/content-titles.ts'
import { useTextInForce } from '../definition-changes.tsx'
import { DefinitionHeading, kindOf } from '../definition-heading.tsx'
import type { Choices, Conflict, PackPlan } from '../packs-api.ts'
import { ConflictSide } from './conflict-side.tsx'
import { conflictPlace, conflictValues, SIDES } from './conflict-values.ts'
import styles from './conflicts.module.css'

interface ConflictItemProps {
  conflict: Conflict
  plan: PackPlan
  current: boolean
  readOnly: boolean
  onEnter(key: string): void
  onChoose(choices: Choices): void
}

/** One place that both sides changed: what it is, why it is asked, and the three sides to choose from. */
export const ConflictItem = memo(function ConflictItem(props: ConflictItemProps) {
  const { conflict, plan, current, readOnly, onEnter, onChoose } = props
  const { t } = useTranslation('packs')
  const { place, values } = useWords(conflict)
  const heading = `conflict-${conflict.key}`
  return (
    <li
      className={styles.item}
      data-key={conflict.key}
      data-current={current}
      data-open={conflict.choice === null}
      aria-current={current ? 'true' : undefined}
      onPointerDown={() => onEnter(conflict.key)}
      onFocus={() => onEnter(conflict.key)}
    >
      <h2 id={heading} className={styles.place}>
        <DefinitionHeading definition={conflict} />
        <span className={styles.at}>{place}</span>
        <span className={styles.reason}>
          {t(`conflict.reason.${conflict.reason as 'both_changed'}`, { defaultValue: conflict.reason })}
        </span>
      </h2>
      <div role="radiogroup" aria-labelledby={heading} className={styles.sides}>
        {SIDES.map((side, i) => (
          <ConflictSide
            key={side}
            side={side}
            digit={i + 1}
            view={values[side]}
            plan={plan}
            name={conflict.key}
            chosen={conflict.choice === side}
            readOnly={readOnly}
            onChoose={(chosen: Side) => onChoose({ [conflict.key]: chosen })}
          />
        ))}
      </div>
    </li>
  )
})

function useWords(conflict: Conflict) {
  const words = useChangeWords()
  const { data } = useTextInForce(conflict.id)
  return useMemo(() => {
    const known = [conflict.base, conflict.theirs, conflict.ours].filter(
      each => conflict.at === '' && each !== undefined,
    )
    const texts = [data?.text, ...known.map(each => (typeof each === 'string' ? each : JSON.stringify(each)))]
    const context = { titles: contentTitles(kindOf(conflict.id), texts), words }
    return { place: conflictPlace(conflict, context), values: conflictValues(conflict, context) }
  }, [conflict, data, words])
}
