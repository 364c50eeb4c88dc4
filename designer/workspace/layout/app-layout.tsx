import { Suspense, useEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { Outlet, useLocation, useNavigation } from 'react-router'
import { SessionGate } from '../../shell/session/session-gate.tsx'
import styles from './app-layout.module.css'
import { BottomBar } from './bottom-bar.tsx'
import { BreadcrumbProvider } from '../../shell/breadcrumb/breadcrumb-context.tsx'
import { Rail } from './rail.tsx'
import { ShortcutsDialog } from './shortcuts-dialog.tsx'
import { TopBar } from './top-bar.tsx'

/** The frame around every page: rail, top bar, content; on a phone a bottom bar instead of the rail. */
export function AppLayout() {
  return (
    <SessionGate>
      <BreadcrumbProvider>
        <Frame />
      </BreadcrumbProvider>
    </SessionGate>
  )
}

function Frame() {
  const { t } = useTranslation()
  const content = useRef<HTMLElement>(null)
  const { pathname } = useLocation()
  useEffect(() => {
    if (content.current) content.current.scrollTop = 0
  }, [pathname])
  const loading = useNavigation().state !== 'idle'
  return (
    <div className={styles.frame}>
      <a className={styles.skip} href="#content">
        {t('layout.skip')}
      </a>
      <Rail />
      <TopBar />
      <div className={styles.progress} data-loading={loading} aria-hidden />
      <main ref={content} id="content" className={styles.content} tabIndex={-1}>
        <Suspense>
          <Outlet />
        </Suspense>
      </main>
      <BottomBar />
      <ShortcutsDialog />
    </div>
  )
}
