import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { NavLink } from 'react-router'
import styles from './publishing.module.css'

/** The frame of the publish centre: what I could publish, and what was submitted. */
export function PublishingPage({ children, bar }: { children: ReactNode; bar?: ReactNode }) {
  const { t } = useTranslation('publishing')
  return (
    <div className={styles.page}>
      <div className={styles.scroll}>
        <div className={styles.content}>
          <header className={styles.head}>
            <h1>{t('title')}</h1>
            <nav className={styles.tabs} aria-label={t('title')}>
              <NavLink to="/studio/publish" end>
                {t('mine')}
              </NavLink>
              <NavLink to="/studio/publications">{t('publications')}</NavLink>
            </nav>
          </header>
          {children}
        </div>
      </div>
      {bar && <footer className={styles.bar}>{bar}</footer>}
    </div>
  )
}
