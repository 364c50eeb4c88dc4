import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import type { Diagnostic } from '../core/definitions-api.ts'
import { useChangeWords } from '../core/change-words.ts'
import { contentTitles } from '../core/content-titles.ts'
import { valueWords } from '../core/change-value.ts'
import { StatusDot } from '../../shell/elements/status-dot.tsx'
import type { CaseOutcome, FailedCase } from './publishing-api.ts'
import styles from './publishing.module.css'

interface ChecksProps {
  diagnostics: readonly Diagnostic[]
  cases: CaseOutcome | null
  /** Ids that are published, to lead from a problem to its room. */
  ids: readonly string[]
}

/** Whether the checker and the cases agree, and where they don't. */
export function ChecksReport({ diagnostics, cases, ids }: ChecksProps) {
  const { t } = useTranslation('publishing')
  const errors = diagnostics.filter(each => each.severity === 'error')
  return (
    <div className={styles.report}>
      <StatusDot tone={errors.length > 0 ? 'failed' : 'settled'}>
        {errors.length > 0 ? t('checksFailed', { count: errors.length }) : t('checksPassed')}
      </StatusDot>
      {diagnostics.length > 0 && (
        <ul className={styles.findings}>
          {diagnostics.map((each, i) => (
            <Finding key={i} diagnostic={each} ids={ids} />
          ))}
        </ul>
      )}
      {cases && (
        <>
          <StatusDot tone={cases.failed.length > 0 ? 'failed' : cases.passed > 0 ? 'settled' : 'idle'}>
            {casesWords(cases, t)}
          </StatusDot>
          <ul className={styles.findings}>
            {cases.failed.map(each => (
              <Failed key={`${each.file} ${each.key}`} failed={each} />
            ))}
          </ul>
        </>
      )}
    </div>
  )
}

type Say = ReturnType<typeof useTranslation<'publishing'>>['t']

function casesWords({ passed, failed }: CaseOutcome, t: Say): string {
  if (failed.length > 0) return t('casesFailed', { count: failed.length, passed })
  return passed > 0 ? t('casesPassed', { count: passed }) : t('noCases')
}

function Finding({ diagnostic, ids }: { diagnostic: Diagnostic; ids: readonly string[] }) {
  const { message, file, line, severity } = diagnostic
  const id = ids.find(each => file.includes(`/${each.split('/')[2]}.`))
  return (
    <li data-severity={severity}>
      <span>{message}</span>
      <span className={styles.place}>
        {id ? <Link to={`/studio/${id}`}>{`${file}:${line}`}</Link> : `${file}:${line}`}
      </span>
    </li>
  )
}

const NO_TITLES = contentTitles('', [])

function Failed({ failed }: { failed: FailedCase }) {
  const { t } = useTranslation('publishing')
  const words = useChangeWords()
  const show = (value: unknown): string =>
    Array.isArray(value) ? JSON.stringify(value) : valueWords(value, { words, titles: NO_TITLES })
  return (
    <li data-severity="error">
      <span>
        {failed.title}
        {failed.differences.slice(0, 3).map((each, i) => (
          <span key={i} className={styles.difference}>
            {t('caseDifference', {
              at: each.pointer ?? '',
              expected: show(each.expected),
              actual: show(each.actual),
            })}
          </span>
        ))}
      </span>
      <span className={styles.place}>{failed.file.split('/').at(-1)}</span>
    </li>
  )
}
