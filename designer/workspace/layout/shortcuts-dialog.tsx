import { Modal } from 'antd'
import { useEffect, useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import styles from './shortcuts-dialog.module.css'
import { onOpenShortcuts, useShortcuts } from './shortcuts.ts'

const MOD = /Mac|iPhone|iPad/.test(navigator.platform) ? '⌘' : 'Ctrl'

const SHORTCUTS = [
  { keys: ['j', 'k'], text: 'shortcuts.move' },
  { keys: ['Enter'], text: 'shortcuts.open' },
  { keys: ['/'], text: 'shortcuts.search' },
  { keys: ['n'], text: 'shortcuts.create' },
  { keys: ['e'], text: 'shortcuts.edit' },
  { keys: [MOD, 'Enter'], text: 'shortcuts.submit' },
  { keys: ['Esc'], text: 'shortcuts.close' },
  { keys: ['?'], text: 'shortcuts.help' },
] as const

export function ShortcutsDialog() {
  const { t } = useTranslation()
  const [open, setOpen] = useState(false)
  useEffect(() => onOpenShortcuts(() => setOpen(true)), [])
  useShortcuts(useMemo(() => ({ '?': () => setOpen(true) }), []))
  return (
    <Modal open={open} onCancel={() => setOpen(false)} footer={null} title={t('shortcuts.title')} width={420}>
      <dl className={styles.list}>
        {SHORTCUTS.map(({ keys, text }) => (
          <div key={text}>
            <dt>{t(text)}</dt>
            <dd>
              {keys.map(key => (
                <kbd key={key}>{key}</kbd>
              ))}
            </dd>
          </div>
        ))}
      </dl>
    </Modal>
  )
}
