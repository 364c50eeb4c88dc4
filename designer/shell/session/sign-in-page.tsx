import { Button } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { sessionApi, type DemoAccount, type Session } from '../api/session.ts'
import { LOCALES, type Locale } from '../i18n/locale.ts'
import { loadTexts } from '../i18n/texts.ts'
import { signedIn } from './session-query.ts'
import { SignInForm } from './sign-in-form.tsx'
import styles from './sign-in.module.css'

interface SignInPageProps {
  demo: DemoAccount[]
  demoPassword: string | null
  onSignedIn: (session: Session) => void
}

export function SignInPage({ demo, demoPassword, onSignedIn }: SignInPageProps) {
  const { t } = useTranslation()
  const [chosen, setChosen] = useState<DemoAccount | null>(null)
  const [language, setLanguage] = useState<Locale | null>(null)
  // A language that was chosen here is meant; without a choice the account's own holds.
  const enter = async (session: Session) => {
    signedIn(session)
    onSignedIn(language && language !== session.locale ? await sessionApi.setLocale(language) : session)
  }
  const preset = chosen ? { login: chosen.login, password: demoPassword ?? '' } : null
  return (
    <main className={styles.page}>
      <div className={styles.panel}>
        <h1 className={styles.brand}>
          <img src="/favicon.svg" alt="" />
          {t('product')}
        </h1>
        <SignInForm key={chosen?.login ?? ''} preset={preset} onSignedIn={enter} />
        {demo.length > 0 && <DemoAccounts accounts={demo} chosen={chosen} onChoose={setChosen} />}
      </div>
      <LanguageChoice onChoose={setLanguage} />
    </main>
  )
}

interface DemoAccountsProps {
  accounts: DemoAccount[]
  chosen: DemoAccount | null
  onChoose: (account: DemoAccount) => void
}

function DemoAccounts({ accounts, chosen, onChoose }: DemoAccountsProps) {
  const { t } = useTranslation()
  return (
    <section className={styles.demo}>
      <h2>{t('signIn.demo')}</h2>
      <ul>
        {accounts.map(account => (
          <li key={account.login}>
            <button
              type="button"
              className={styles.account}
              aria-pressed={account === chosen}
              onClick={() => onChoose(account)}
            >
              <span>{account.name}</span>
              <span>{account.position}</span>
            </button>
          </li>
        ))}
      </ul>
    </section>
  )
}

function LanguageChoice({ onChoose }: { onChoose: (locale: Locale) => void }) {
  const { i18n } = useTranslation()
  return (
    <nav className={styles.languages} aria-label="Language">
      {LOCALES.map(locale => (
        <Button
          key={locale}
          type="text"
          size="small"
          lang={locale}
          disabled={locale === i18n.language}
          onClick={() => {
            onChoose(locale)
            localStorage.setItem('jw.locale', locale)
            void loadTexts(locale)
          }}
        >
          {locale === 'en' ? 'English' : '中文'}
        </Button>
      ))}
    </nav>
  )
}
