import { Button, Input } from 'antd'
import { useId, useState, type FormEvent } from 'react'
import { useTranslation } from 'react-i18next'
import { useNavigate, useParams } from 'react-router'
import { ApiError } from '../shell/api/problem.ts'
import { sessionApi } from '../shell/api/session.ts'
import { useProblemText } from '../shell/elements/problem-text.ts'
import styles from '../shell/session/sign-in.module.css'

/** Where a one-time link leads: choose a password, then sign in with it. */
export default function SetPasswordPage() {
  const { t } = useTranslation()
  const { token = '' } = useParams()
  const navigate = useNavigate()
  const problemText = useProblemText()
  const id = useId()
  const [password, setPassword] = useState('')
  const [again, setAgain] = useState('')
  const [error, setError] = useState<string | null>(null)
  const [busy, setBusy] = useState(false)

  const submit = async (event: FormEvent) => {
    event.preventDefault()
    if (password !== again) return setError(t('password.different'))
    setBusy(true)
    setError(null)
    try {
      await sessionApi.setPassword(token, password)
      void navigate('/', { replace: true })
    } catch (cause) {
      setError(cause instanceof ApiError && cause.status === 404 ? t('password.used') : problemText(cause))
      setBusy(false)
    }
  }

  const box = (key: string, label: string, value: string, change: (value: string) => void) => (
    <>
      <label htmlFor={`${id}-${key}`}>{label}</label>
      <Input.Password
        id={`${id}-${key}`}
        value={value}
        onChange={event => change(event.target.value)}
        autoComplete="new-password"
        autoFocus={key === 'first'}
        required
        size="large"
      />
    </>
  )
  return (
    <main className={styles.page}>
      <div className={styles.panel}>
        <h1 className={styles.brand}>
          <img src="/favicon.svg" alt="" />
          {t('password.title')}
        </h1>
        <form className={styles.form} onSubmit={event => void submit(event)}>
          {box('first', t('password.new'), password, setPassword)}
          {box('again', t('password.again'), again, setAgain)}
          <p className={styles.error} role="alert">
            {error}
          </p>
          <Button type="primary" htmlType="submit" size="large" block loading={busy}>
            {t('password.submit')}
          </Button>
        </form>
      </div>
    </main>
  )
}
