import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import { StateMessage } from '../shell/elements/state-message.tsx'

export function NotFoundPage() {
  const { t } = useTranslation()
  return (
    <StateMessage
      title={t('error.pageTitle')}
      text={t('error.pageText')}
      action={<Link to="/">{t('error.home')}</Link>}
    />
  )
}
