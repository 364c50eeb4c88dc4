import { Navigate } from 'react-router'
import { useAppModel } from '../shell/session/session-context.ts'
import { firstPage } from './first-page.ts'

/** People begin where their work is: the list they write in, else their tasks. */
export function HomeRedirect() {
  const first = firstPage(useAppModel())
  return <Navigate to={first ? `/pages/${first.page}` : '/tasks'} replace />
}
