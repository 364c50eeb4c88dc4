import { useQueryClient } from '@tanstack/react-query'
import { App, Button, Tooltip } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { sessionApi } from '../../shell/api/session.ts'
import { useProblemText } from '../../shell/elements/problem-text.ts'
import { loadTexts } from '../../shell/i18n/texts.ts'
import { useSession } from '../../shell/session/session-context.ts'
import { sessionQuery, signedIn } from '../../shell/session/session-query.ts'

/** Switches between the two languages; the definitions' texts come from the server and are asked for again. */
export function LanguageSwitch() {
  const { t } = useTranslation()
  const problemText = useProblemText()
  const queries = useQueryClient()
  const { locale } = useSession()
  const { message } = App.useApp()
  const [busy, setBusy] = useState(false)
  const other = locale === 'en' ? 'zh-CN' : 'en'

  const change = async () => {
    setBusy(true)
    try {
      const [session] = await Promise.all([sessionApi.setLocale(other), loadTexts(other)])
      queries.setQueryData(sessionQuery.queryKey, signedIn(session))
      await queries.invalidateQueries({ predicate: query => query.queryKey[0] !== 'session' })
    } catch (error) {
      void message.error(problemText(error))
    } finally {
      setBusy(false)
    }
  }

  return (
    <Tooltip title={t('layout.language')}>
      <Button type="text" disabled={busy} aria-label={t('layout.language')} onClick={() => void change()}>
        <span lang={other}>{other === 'en' ? 'EN' : '中'}</span>
      </Button>
    </Tooltip>
  )
}
