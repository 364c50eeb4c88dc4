import { Button, Tooltip } from 'antd'
import { useTranslation } from 'react-i18next'
import { useNavigate } from 'react-router'
import { InboxIcon, QuestionIcon } from '../../shell/elements/icons.tsx'
import { useTaskCounts } from '../tasks/use-task-counts.ts'
import { AccountMenu } from './account-menu.tsx'
import { Breadcrumb } from './breadcrumb.tsx'
import { LanguageSwitch } from './language-switch.tsx'
import { openShortcuts } from './shortcuts.ts'
import { ThemeSwitch } from './theme-switch.tsx'
import styles from './top-bar.module.css'

export function TopBar() {
  const { t } = useTranslation()
  return (
    <header className={styles.bar}>
      <Breadcrumb />
      <div className={styles.tools}>
        <InboxButton />
        <LanguageSwitch />
        <ThemeSwitch />
        <Tooltip title={t('shortcuts.title')}>
          <Button
            type="text"
            className={styles.wide!}
            icon={<QuestionIcon />}
            aria-label={t('shortcuts.title')}
            onClick={openShortcuts}
          />
        </Tooltip>
        <AccountMenu />
      </div>
    </header>
  )
}

function InboxButton() {
  const { t } = useTranslation()
  const navigate = useNavigate()
  const { todo } = useTaskCounts()
  const label = t('layout.inbox', { count: todo })
  return (
    <Tooltip title={label}>
      <Button
        type="text"
        className={styles.inbox!}
        aria-label={label}
        onClick={() => void navigate('/tasks')}
        icon={<InboxIcon />}
      >
        {todo > 0 && <span className={styles.badge}>{todo > 99 ? '99+' : todo}</span>}
      </Button>
    </Tooltip>
  )
}
