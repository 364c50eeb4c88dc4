import { useRef, type KeyboardEvent } from 'react'
import styles from './view-tabs.module.css'

interface ViewTabsProps {
  label: string
  views: readonly { key: string; title: string }[]
  current: string | undefined
  onChange: (key: string) => void
}

/** Saved views as tabs: left and right arrows move, as in any tab list. */
export function ViewTabs({ label, views, current, onChange }: ViewTabsProps) {
  const list = useRef<HTMLDivElement>(null)
  const move = (event: KeyboardEvent) => {
    const step = event.key === 'ArrowRight' ? 1 : event.key === 'ArrowLeft' ? -1 : 0
    if (step === 0) return
    const index = (views.findIndex(view => view.key === current) + step + views.length) % views.length
    onChange(views[index]!.key)
    list.current?.querySelectorAll<HTMLElement>('[role=tab]')[index]?.focus()
  }
  return (
    <div ref={list} className={styles.tabs} role="tablist" aria-label={label} onKeyDown={move}>
      {views.map(view => (
        <button
          key={view.key}
          type="button"
          role="tab"
          aria-selected={view.key === current}
          tabIndex={view.key === current ? 0 : -1}
          onClick={() => onChange(view.key)}
        >
          {view.title}
        </button>
      ))}
    </div>
  )
}
