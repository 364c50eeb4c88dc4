import type { ReactNode } from 'react'
import styles from './state-message.module.css'

interface StateMessageProps {
  title: string
  text?: string | undefined
  /** Small print, e.g. a request id. */
  note?: string | undefined
  action?: ReactNode
  /** Read out at once by screen readers. */
  alert?: boolean
}

/** The designed form of "nothing to show": empty, failed, no right, not found. */
export function StateMessage({ title, text, note, action, alert }: StateMessageProps) {
  return (
    <div className={styles.state} role={alert ? 'alert' : 'status'}>
      <p className={styles.title}>{title}</p>
      {text && <p className={styles.text}>{text}</p>}
      {action && <div className={styles.action}>{action}</div>}
      {note && <p className={styles.note}>{note}</p>}
    </div>
  )
}
