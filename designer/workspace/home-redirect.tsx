import { Navigate } from 'react-router'
import { useAppModel } from '../shell/session/session-context.ts'

/** People begin where their work is: the first list they may see, else their tasks. */
export function HomeRedirect() {
  const { navigation } = useAppModel()
  const first = navigation[0]?.items[0]
  return <Navigate to={first ? `/pages/${first.page}` : '/tasks'} replace />
}
