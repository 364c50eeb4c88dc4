import { useTranslation } from 'react-i18next'
import { ApiError } from '../api/problem.ts'

/** One sentence for any thrown thing: what happened and what to do. */
export function useProblemText(): (error: unknown) => string {
  const { t } = useTranslation()
  return error => {
    if (!(error instanceof ApiError)) return t('error.unexpected')
    if (error.status === 0) return t('error.network')
    if (error.status >= 500 && !error.problem.detail) return t('error.server')
    return error.problem.detail ?? error.problem.title
  }
}
