import { queryOptions } from '@tanstack/react-query'
import { setCsrfToken } from '../api/client.ts'
import { ApiError } from '../api/problem.ts'
import { sessionApi, type DemoAccount, type Session } from '../api/session.ts'

export type SessionState =
  { signedIn: true; session: Session } | { signedIn: false; demo: DemoAccount[]; demoPassword: string | null }

/** Who is signed in. A 401 is a normal answer here: it may carry the demo accounts. */
export const sessionQuery = queryOptions({
  queryKey: ['session'],
  queryFn: readSession,
  staleTime: Infinity,
  refetchOnWindowFocus: false,
})

async function readSession(): Promise<SessionState> {
  try {
    return signedIn(await sessionApi.read())
  } catch (error) {
    if (!(error instanceof ApiError) || error.status !== 401) throw error
    const { demo, demoPassword } = error.problem
    return {
      signedIn: false,
      demo: Array.isArray(demo) ? (demo as DemoAccount[]) : [],
      demoPassword: typeof demoPassword === 'string' ? demoPassword : null,
    }
  }
}

/** Takes a session document into use: the token goes to the API client. */
export function signedIn(session: Session): SessionState {
  setCsrfToken(session.csrfToken)
  return { signedIn: true, session }
}
