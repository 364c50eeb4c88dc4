import { createContext, use } from 'react'
import type { AppModel } from '../api/app.ts'
import type { Session } from '../api/session.ts'

interface SignedIn {
  session: Session
  app: AppModel
}

export const SignedInContext = createContext<SignedIn | null>(null)

/** The session of whoever is signed in. Only below the session gate. */
export function useSession(): Session {
  return useSignedIn().session
}

/** The published application as this user may see it. Only below the session gate. */
export function useAppModel(): AppModel {
  return useSignedIn().app
}

/** May this user do `action` on definitions, audit, …? Asked for showing doors only; the server decides. */
export function usePermission(subject: string, action: string): boolean {
  return useSession().permissions[subject]?.includes(action) ?? false
}

function useSignedIn(): SignedIn {
  const value = use(SignedInContext)
  if (!value) throw new Error('This component must be drawn below SessionGate')
  return value
}
