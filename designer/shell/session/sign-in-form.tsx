import { Button, Input } from 'antd'
import { useId, useState, type FormEvent } from 'react'
import { useTranslation } from 'react-i18next'
import { ApiError } from '../api/problem.ts'
import { sessionApi, type Session } from '../api/session.ts'
import { useProblemText } from '../elements/problem-text.ts'
import styles from './sign-in.module.css'

interface SignInFormProps {
  onSignedIn: (session: Session) => void | Promise<void>
  /** Filled in by a click on a demo account. */
  preset?: { login: string; password: string } | null
}

export function SignInForm({ onSignedIn, preset }: SignInFormProps) {
  const { t } = useTranslation()
  const problemText = useProblemText()
  const id = useId()
  const [login, setLogin] = useState(preset?.login ?? '')
  const [password, setPassword] = useState(preset?.password ?? '')
  const [busy, setBusy] = useState(false)
  const [error, setError] = useState<string | null>(null)

  const submit = async (event: FormEvent) => {
    event.preventDefault()
    setBusy(true)
    setError(null)
    try {
      await onSignedIn(await sessionApi.signIn(login.trim(), password))
    } catch (cause) {
      setError(cause instanceof ApiError && cause.status === 401 ? t('signIn.wrong') : problemText(cause))
      setBusy(false)
    }
  }

  return (
    <form className={styles.form} onSubmit={event => void submit(event)}>
      <label htmlFor={`${id}-login`}>{t('signIn.login')}</label>
      <Input
        id={`${id}-login`}
        value={login}
        onChange={event => setLogin(event.target.value)}
        autoComplete="username"
        autoCapitalize="none"
        autoFocus
        required
        size="large"
      />
      <label htmlFor={`${id}-password`}>{t('signIn.password')}</label>
      <Input.Password
        id={`${id}-password`}
        value={password}
        onChange={event => setPassword(event.target.value)}
        autoComplete="current-password"
        required
        size="large"
      />
      <p className={styles.error} role="alert">
        {error}
      </p>
      <Button type="primary" htmlType="submit" size="large" block loading={busy}>
        {t('signIn.submit')}
      </Button>
    </form>
  )
}
