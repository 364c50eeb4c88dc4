import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useEffect, useMemo, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { appApi } from '../api/app.ts'
import type { Session } from '../api/session.ts'
import { ErrorState } from '../elements/error-state.tsx'
import { loadTexts } from '../i18n/texts.ts'
import { SignedInContext } from './session-context.ts'
import { sessionQuery, signedIn } from './session-query.ts'
import { SessionExpiredDialog } from './session-expired-dialog.tsx'
import { SignInPage } from './sign-in-page.tsx'

/** Shows the sign-in until somebody is signed in, then the application with his session and model. */
export function SessionGate({ children }: { children: ReactNode }) {
  const queries = useQueryClient()
  const state = useQuery(sessionQuery)
  if (state.error) return <ErrorState error={state.error} onRetry={() => void state.refetch()} />
  if (!state.data) return null
  if (state.data.signedIn) return <SignedInArea session={state.data.session}>{children}</SignedInArea>
  return (
    <SignInPage
      demo={state.data.demo}
      demoPassword={state.data.demoPassword}
      onSignedIn={session => queries.setQueryData(sessionQuery.queryKey, signedIn(session))}
    />
  )
}

function SignedInArea({ session, children }: { session: Session; children: ReactNode }) {
  const { i18n } = useTranslation()
  const app = useQuery({
    queryKey: ['app', session.user.id, session.locale],
    queryFn: appApi.read,
    staleTime: 60_000,
    // Keeps the page while the language changes under it.
    placeholderData: previous => previous,
  })
  useEffect(() => {
    if (i18n.language !== session.locale) void loadTexts(session.locale)
    localStorage.setItem('jw.locale', session.locale)
  }, [i18n, session.locale])

  const value = useMemo(() => (app.data ? { session, app: app.data } : null), [session, app.data])
  if (app.error && !app.data) return <ErrorState error={app.error} onRetry={() => void app.refetch()} />
  if (!value) return null
  return (
    <SignedInContext value={value}>
      {children}
      <SessionExpiredDialog />
    </SignedInContext>
  )
}
