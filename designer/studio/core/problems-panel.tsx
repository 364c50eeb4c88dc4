import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import styles from './definition-room.module.css'
import type { Diagnostic } from './definitions-api.ts'

interface ProblemsProps {
  diagnostics: Diagnostic[]
  checking: boolean
  failed: boolean
  onFocus(problem: Diagnostic): void
}

/** Collapsed while there is nothing to say; a click on a problem leads to its place. */
export function ProblemsPanel({ diagnostics, checking, failed, onFocus }: ProblemsProps) {
  const { t } = useTranslation('studio')
  const [closed, setClosed] = useState(false)
  const count = diagnostics.length
  const summary = failed
    ? t('checkFailed')
    : checking && count === 0
      ? t('checking')
      : count === 0
        ? t('noProblems')
        : t('problemCount', { count })
  return (
    <section className={styles.problems} aria-label={t('problems')}>
      <button
        type="button"
        className={styles.problemsHead}
        aria-expanded={count > 0 && !closed}
        disabled={count === 0}
        onClick={() => setClosed(now => !now)}
      >
        <span aria-live="polite">{summary}</span>
      </button>
      {!closed && diagnostics.map((problem, i) => <Problem key={i} problem={problem} onFocus={onFocus} />)}
    </section>
  )
}

function Problem({ problem, onFocus }: { problem: Diagnostic; onFocus: ProblemsProps['onFocus'] }) {
  const { t } = useTranslation('studio')
  const place = problem.elementId ?? problem.pointer ?? t('place', { file: problem.file, line: String(problem.line) })
  return (
    <button type="button" className={styles.problem} onClick={() => onFocus({ ...problem })}>
      <span className={styles.problemDot} data-severity={problem.severity} aria-label={problem.severity} />
      <span>
        {problem.message} {problem.nearest && t('nearest', { name: problem.nearest })}
      </span>
      <span className={styles.place}>{place}</span>
    </button>
  )
}
