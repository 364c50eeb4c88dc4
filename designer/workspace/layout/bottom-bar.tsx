import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { NavLink } from 'react-router'
import { InboxIcon, ListIcon, MenuIcon } from '../../shell/elements/icons.tsx'
import { useAppModel } from '../../shell/session/session-context.ts'
import { firstPage } from '../first-page.ts'
import { useTaskCounts } from '../tasks/use-task-counts.ts'
import styles from './bottom-bar.module.css'
import { NavigationSheet } from './navigation-sheet.tsx'

/** The phone's navigation: tasks, the first list, everything else. */
export function BottomBar() {
  const { t } = useTranslation()
  const counts = useTaskCounts()
  const [open, setOpen] = useState(false)
  const first = firstPage(useAppModel())
  return (
    <nav className={styles.bar} aria-label={t('layout.navigation')}>
      <NavLink to="/tasks">
        <span className={styles.icon}>
          <InboxIcon />
          {counts.todo > 0 && <span className={styles.badge}>{counts.todo}</span>}
        </span>
        {t('nav.tasks')}
      </NavLink>
      {first && (
        <NavLink to={`/pages/${first.page}`}>
          <ListIcon />
          {first.title}
        </NavLink>
      )}
      <button type="button" onClick={() => setOpen(true)} aria-expanded={open}>
        <MenuIcon />
        {t('nav.more')}
      </button>
      <NavigationSheet open={open} onClose={() => setOpen(false)} />
    </nav>
  )
}
