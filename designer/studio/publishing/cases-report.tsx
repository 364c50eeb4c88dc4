import { Checkbox } from 'antd'
import { useTranslation } from 'react-i18next'
import { StatusDot } from '../../shell/elements/status-dot.tsx'
import { CaseList } from './case-list.tsx'
import type { CaseOutcome } from './publishing-api.ts'
import styles from './publishing.module.css'
import { sortedCases, type SetAside } from './set-aside.ts'

interface ReportProps {
  cases: CaseOutcome
  /** Absent: there is nothing to decide any more. */
  setAside?: SetAside
}

/** How the cases went: what blocks and can be set aside, what was set aside, and quietly what failed before. */
export function CasesReport({ cases, setAside }: ReportProps) {
  const { t } = useTranslation('publishing')
  const sorted = sortedCases(cases)
  const blocks = setAside ? setAside.open : sorted.blocking.length > 0
  const tone = blocks ? 'failed' : sorted.blocking.length > 0 ? 'warning' : cases.passed > 0 ? 'settled' : 'idle'
  return (
    <>
      <StatusDot tone={tone}>{useCasesWords(cases)}</StatusDot>
      {sorted.blocking.length > 0 && setAside && <SetAsideHead setAside={setAside} />}
      <CaseList cases={sorted.blocking} label={t('failedCases')} {...(setAside && { setAside })} />
      {sorted.setAside.length > 0 && (
        <>
          <StatusDot tone="warning">{t('casesSetAside', { count: sorted.setAside.length })}</StatusDot>
          <CaseList cases={sorted.setAside} label={t('setAsideCases')} />
        </>
      )}
      {sorted.known.length > 0 && (
        <details className={styles.quiet}>
          <summary>{t('casesKnown', { count: sorted.known.length })}</summary>
          <CaseList cases={sorted.known} label={t('knownCases')} />
        </details>
      )}
    </>
  )
}

/** What the marks mean, and all of them at once. */
function SetAsideHead({ setAside }: { setAside: SetAside }) {
  const { t } = useTranslation('publishing')
  const { blocking, names, open } = setAside
  return (
    <>
      <p className={styles.quiet}>{t('setAsideWhat')}</p>
      <Checkbox
        checked={!open}
        indeterminate={open && names.length > 0}
        onChange={event => setAside.set(blocking, event.target.checked)}
      >
        {t('setAsideAll', { count: blocking.length })}
      </Checkbox>
    </>
  )
}

function useCasesWords(cases: CaseOutcome): string {
  const { t } = useTranslation('publishing')
  const { blocking, known, setAside } = sortedCases(cases)
  const { passed } = cases
  if (blocking.length > 0) return t('casesFailed', { count: blocking.length, passed })
  if (passed > 0) return t('casesPassed', { count: passed })
  return t(known.length + setAside.length > 0 ? 'noneOtherFailed' : 'noCases')
}
