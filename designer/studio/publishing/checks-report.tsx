import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import type { Diagnostic } from '../core/definitions-api.ts'
import { StatusDot } from '../../shell/elements/status-dot.tsx'
import { CasesReport } from './cases-report.tsx'
import type { CaseOutcome } from './publishing-api.ts'
import styles from './publishing.module.css'
import type { SetAside } from './set-aside.ts'

interface ChecksProps {
  diagnostics: readonly Diagnostic[]
  cases: CaseOutcome | null
  /** Ids that are published, to lead from a problem to its room. */
  ids: readonly string[]
  /** Absent: there is nothing to decide any more. */
  setAside?: SetAside
}

/** Whether the checker and the cases agree, and where they don't. */
export function ChecksReport({ diagnostics, cases, ids, setAside }: ChecksProps) {
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
      {cases && <CasesReport cases={cases} {...(setAside && { setAside })} />}
    </div>
  )
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
