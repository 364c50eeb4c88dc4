import type { ReactNode } from 'react'
import styles from './status-dot.module.css'

interface StatusDotProps {
  tone: 'idle' | 'active' | 'settled' | 'warning' | 'failed'
  children: ReactNode
}

/** A dot and a word; the word carries the meaning, the colour only helps to find it. */
export function StatusDot({ tone, children }: StatusDotProps) {
  return (
    <span className={styles.status}>
      <i className={styles.dot} data-tone={tone} aria-hidden />
      {children}
    </span>
  )
}
