import { useId, type ReactNode } from 'react'
import styles from './panel.module.css'

interface FieldProps {
  label: string
  help?: string | undefined
  /** Gets the id that the label points to. */
  children: (id: string) => ReactNode
}

export function Field({ label, help, children }: FieldProps) {
  const id = useId()
  return (
    <div className={styles.field}>
      <label htmlFor={id}>{label}</label>
      {children(id)}
      {help && <p className={styles.help}>{help}</p>}
    </div>
  )
}
