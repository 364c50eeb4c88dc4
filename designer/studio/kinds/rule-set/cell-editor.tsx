import { useEffect, useId, useRef, useState } from 'react'
import styles from './rule-room.module.css'

interface CellEditorProps {
  text: string
  label: string
  options?: { value: string; title: string }[] | undefined
  /** A sentence when the text can't be taken. */
  check(text: string): string | undefined
  onCommit(text: string): void
  onCancel(): void
}

/** The text field in a cell. Enter, Tab or leaving takes the text, if it is valid; Esc gives it up. */
export function CellEditor({ text: initial, label, options, check, onCommit, onCancel }: CellEditorProps) {
  const [text, setText] = useState(initial)
  const input = useRef<HTMLInputElement>(null)
  const id = useId()
  const fault = check(text)
  useEffect(() => {
    input.current?.focus()
    // Typing over a cell begins with that one character; opening it selects the whole.
    if (initial.length !== 1) input.current?.select()
  }, [initial])
  return (
    <>
      <input
        ref={input}
        className={styles.editor}
        value={text}
        aria-label={label}
        aria-invalid={fault !== undefined}
        aria-describedby={fault === undefined ? undefined : id}
        list={options ? `${id}-options` : undefined}
        onChange={event => setText(event.target.value)}
        onBlur={() => (fault === undefined ? onCommit(text) : onCancel())}
        onKeyDown={event => {
          if (event.key === 'Escape') onCancel()
          else if ((event.key === 'Enter' || event.key === 'Tab') && fault === undefined) onCommit(text)
          else return
          event.stopPropagation()
          event.preventDefault()
        }}
      />
      {options && (
        <datalist id={`${id}-options`}>
          {options.map(option => (
            <option key={option.value} value={option.title} />
          ))}
        </datalist>
      )}
      {fault !== undefined && (
        <span id={id} role="alert" className={styles.fault}>
          {fault}
        </span>
      )}
    </>
  )
}
