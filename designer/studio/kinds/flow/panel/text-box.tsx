import { AutoComplete, Input } from 'antd'
import { useEffect, useRef, useState, type CompositionEvent, type KeyboardEvent } from 'react'
import styles from './panel.module.css'

interface TextBoxProps {
  id?: string
  value: string
  onCommit(text: string): void
  placeholder?: string
  /** Several lines; grows with its text. */
  multiline?: boolean
  /** FEEL and other things for machines. */
  code?: boolean
  /** Texts to choose from; any other may be written. */
  suggestions?: readonly { value: string; label?: string }[]
  'aria-label'?: string
}

/** Time after the last key press at which an edit becomes a step of undo. */
const REST_MS = 500

/** A text that is taken over when typing rests, on Enter and on leaving; an undo meanwhile shows at once. */
export function TextBox({ value, onCommit, multiline, code, suggestions, ...rest }: TextBoxProps) {
  const draft = useDraft(value, onCommit)
  const { onChange, ...events } = draft.events
  const common = { ...rest, ...events, className: code ? styles.code! : '', spellCheck: !code }
  if (suggestions) {
    return (
      <AutoComplete {...rest} value={draft.text} options={[...suggestions]} onChange={text => onChange(text ?? '')} onBlur={events.onBlur} onSelect={draft.take} style={{ width: '100%' }}>
        <Input className={code ? styles.code! : ''} spellCheck={false} />
      </AutoComplete>
    )
  }
  if (multiline) return <Input.TextArea {...common} autoSize={{ minRows: 1, maxRows: 10 }} value={draft.text} onChange={event => onChange(event.target.value)} />
  return <Input {...common} value={draft.text} onChange={event => onChange(event.target.value)} />
}

function useDraft(value: string, onCommit: (text: string) => void) {
  const [text, setText] = useState(value)
  const [known, setKnown] = useState(value)
  const pending = useRef<{ timer: ReturnType<typeof setTimeout>; text: string } | null>(null)
  const composing = useRef(false)
  const commit = useRef(onCommit)
  useEffect(() => {
    commit.current = onCommit
  })
  if (known !== value) {
    setKnown(value)
    setText(value)
  }
  const take = (next: string) => {
    drop()
    if (next === value) return
    setKnown(next)
    commit.current(next)
  }
  const drop = () => {
    if (pending.current) clearTimeout(pending.current.timer)
    pending.current = null
  }
  const change = (next: string) => {
    setText(next)
    drop()
    if (!composing.current) pending.current = { timer: setTimeout(() => take(next), REST_MS), text: next }
  }
  useEffect(
    () => () => {
      if (!pending.current) return
      clearTimeout(pending.current.timer)
      commit.current(pending.current.text)
    },
    [],
  )
  return {
    text,
    take,
    events: {
      onChange: change,
      onBlur: () => take(text),
      onPressEnter: (event: KeyboardEvent) => event.nativeEvent.isComposing || event.shiftKey || take(text),
      onCompositionStart: () => void (composing.current = true),
      onCompositionEnd: (event: CompositionEvent<HTMLInputElement | HTMLTextAreaElement>) => {
        composing.current = false
        change(event.currentTarget.value)
      },
    },
  }
}
