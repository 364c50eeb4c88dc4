import { Button } from 'antd'
import { useTranslation } from 'react-i18next'
import { ApiError } from '../api/problem.ts'
import { useProblemText } from './problem-text.ts'
import { StateMessage } from './state-message.tsx'

/** A panel that could not be loaded: what happened, what to do, the request id to tell. */
export function ErrorState({ error, onRetry }: { error: unknown; onRetry?: (() => void) | undefined }) {
  const { t } = useTranslation()
  const problemText = useProblemText()
  const problem = error instanceof ApiError ? error : null
  const title =
    problem?.status === 403
      ? t('error.forbiddenTitle')
      : problem?.status === 404
        ? t('error.notFoundTitle')
        : t('error.title')
  return (
    <StateMessage
      title={title}
      text={problemText(error)}
      note={problem?.requestId ? t('error.requestId', { id: problem.requestId }) : undefined}
      action={
        onRetry && problem?.status !== 403 && problem?.status !== 404 ? (
          <Button onClick={onRetry}>{t('error.retry')}</Button>
        ) : undefined
      }
      alert
    />
  )
}
