import { useQueryClient } from '@tanstack/react-query'
import { Modal } from 'antd'
import { useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { onSessionExpired } from '../api/client.ts'
import type { Session } from '../api/session.ts'
import { useSession } from './session-context.ts'
import { sessionQuery, signedIn } from './session-query.ts'
import { SignInForm } from './sign-in-form.tsx'

/**
 * Signs in again over the open page when a request was answered with 401; the waiting requests are then repeated, so
 * what was typed stays. Somebody else's sign-in throws the page away instead: it shows what he may not see.
 */
export function SessionExpiredDialog() {
  const { t } = useTranslation()
  const session = useSession()
  const queries = useQueryClient()
  const [open, setOpen] = useState(false)
  const waiting = useRef<(() => void)[]>([])

  useEffect(() => {
    onSessionExpired(() => {
      setOpen(true)
      return new Promise(resolve => waiting.current.push(resolve))
    })
    return () => onSessionExpired(null)
  }, [])

  const resume = (next: Session) => {
    if (next.user.id !== session.user.id) return location.assign('/')
    queries.setQueryData(sessionQuery.queryKey, signedIn(next))
    setOpen(false)
    for (const resolve of waiting.current.splice(0)) resolve()
  }

  return (
    <Modal
      open={open}
      footer={null}
      closable={false}
      keyboard={false}
      mask={{ closable: false }}
      width={360}
      destroyOnHidden
    >
      <h2>{t('signIn.expiredTitle')}</h2>
      <p style={{ color: 'var(--jw-text-2)', margin: '4px 0 16px' }}>
        {t('signIn.expiredText', { name: session.user.name })}
      </p>
      <SignInForm onSignedIn={resume} />
    </Modal>
  )
}
