import { Button, Checkbox } from 'antd'
import { useId, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { valueWords } from '../core/change-value.ts'
import { useChangeWords } from '../core/change-words.ts'
import { contentTitles } from '../core/content-titles.ts'
import type { FailedCase } from './publishing-api.ts'
import styles from './publishing.module.css'
import { caseId, type SetAside } from './set-aside.ts'

interface ListProps {
  cases: readonly FailedCase[]
  label: string
  setAside?: SetAside
}

const SHOWN_FIRST = 5

/** Failed cases with what was expected and what came; of many only the first, until all are asked for. */
export function CaseList({ cases, label, setAside }: ListProps) {
  const { t } = useTranslation('publishing')
  const [all, setAll] = useState(false)
  const id = useId()
  if (cases.length === 0) return null
  const shown = all ? cases : cases.slice(0, SHOWN_FIRST)
  return (
    <div>
      <ul className={styles.findings} id={id} aria-label={label}>
        {shown.map(each => (
          <Failed key={caseId(each)} failed={each} {...(setAside && { setAside })} />
        ))}
      </ul>
      {cases.length > SHOWN_FIRST && (
        <Button size="small" type="link" aria-expanded={all} aria-controls={id} onClick={() => setAll(now => !now)}>
          {all ? t('fewerCases') : t('moreCases', { count: cases.length })}
        </Button>
      )}
    </div>
  )
}

function Failed({ failed, setAside }: { failed: FailedCase; setAside?: SetAside }) {
  const { t } = useTranslation('publishing')
  const decided = setAside ? setAside.has(failed) : failed.tolerated !== undefined
  return (
    <li data-severity={decided ? 'warning' : 'error'}>
      <span>
        {failed.title}
        <Differences failed={failed} />
      </span>
      <span className={styles.place}>{failed.file.split('/').at(-1)}</span>
      {setAside && (
        <Checkbox
          className={styles.aside!}
          checked={decided}
          aria-label={t('setAsideOne', { title: failed.title })}
          onChange={event => setAside.set([failed], event.target.checked)}
        >
          {t('noLongerApplies')}
        </Checkbox>
      )}
    </li>
  )
}

const NO_TITLES = contentTitles('', [])

function Differences({ failed }: { failed: FailedCase }) {
  const { t } = useTranslation('publishing')
  const words = useChangeWords()
  const show = (value: unknown): string =>
    Array.isArray(value) ? JSON.stringify(value) : valueWords(value, { words, titles: NO_TITLES })
  return failed.differences.slice(0, 3).map((each, i) => (
    <span key={i} className={styles.difference}>
      {t('caseDifference', { at: each.pointer ?? '', expected: show(each.expected), actual: show(each.actual) })}
    </span>
  ))
}
