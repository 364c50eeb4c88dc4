import { useQueryClient } from '@tanstack/react-query'
import { Dropdown } from 'antd'
import { useTranslation } from 'react-i18next'
import { setCsrfToken } from '../../shell/api/client.ts'
import { sessionApi } from '../../shell/api/session.ts'
import { useSession } from '../../shell/session/session-context.ts'
import styles from './top-bar.module.css'

export function AccountMenu() {
  const { t } = useTranslation()
  const { user } = useSession()
  const queries = useQueryClient()

  const signOut = async () => {
    await sessionApi.signOut().catch(() => undefined)
    setCsrfToken(null)
    queries.clear()
    location.assign('/')
  }

  const who = (
    <span className={styles.who}>
      <strong>{user.name}</strong>
      {user.position && <span>{user.position}</span>}
    </span>
  )
  return (
    <Dropdown
      trigger={['click']}
      placement="bottomRight"
      menu={{
        items: [
          { type: 'group', key: 'who', label: who },
          { type: 'divider' },
          { key: 'out', label: t('layout.signOut'), onClick: () => void signOut() },
        ],
      }}
    >
      <button type="button" className={styles.avatar} aria-label={t('layout.account', { name: user.name })}>
        {[...user.name][0]}
      </button>
    </Dropdown>
  )
}
