import { useTranslation } from 'react-i18next'
import { ApiError } from '../../shell/api/problem.ts'
import { useProblemText } from '../../shell/elements/problem-text.ts'

/** A refusal in the words of the publish centre; what it has no words for as the engine says it. */
export function usePublishingProblem(): (error: unknown) => string {
  const { t, i18n } = useTranslation('publishing')
  const problemText = useProblemText()
  return error => {
    const key = error instanceof ApiError ? `problem.${error.code.replaceAll('.', '_')}` : ''
    return i18n.exists(key, { ns: 'publishing' }) ? t(key as 'problem.publication_stale') : problemText(error)
  }
}
