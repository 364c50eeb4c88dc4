import { Button } from 'antd'
import { useTranslation } from 'react-i18next'
import { useRouteError } from 'react-router'
import { ErrorState } from '../shell/elements/error-state.tsx'
import { StateMessage } from '../shell/elements/state-message.tsx'

/** A page that broke. A chunk that can't be loaded means that a new version was installed under the open page. */
export function RouteError() {
  const { t } = useTranslation()
  const error = useRouteError()
  if (error instanceof TypeError && /import|module/i.test(error.message)) {
    return (
      <StateMessage
        title={t('error.newVersionTitle')}
        text={t('error.newVersionText')}
        action={<Button onClick={() => location.reload()}>{t('error.reload')}</Button>}
      />
    )
  }
  return <ErrorState error={error} onRetry={() => location.reload()} />
}
