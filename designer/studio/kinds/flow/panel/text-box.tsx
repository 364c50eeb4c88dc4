import { AutoComplete, Input } from 'antd'
import type { CompositionEvent, KeyboardEvent } from 'react'
import styles from './panel.module.css'
import { useDraftText, type DraftText } from './use-draft-text.ts'

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

/** A text that is taken over when typing rests, on Enter and on leaving; an undo meanwhile shows at once. */
export function TextBox({ value, onCommit, multiline, code, suggestions, ...rest }: TextBoxProps) {
  const draft = useDraftText(value, onCommit)
  const className = code ? styles.code! : ''
  if (suggestions) return <Suggesting {...rest} draft={draft} suggestions={suggestions} className={className} />
  const props = {
    ...rest,
    className,
    spellCheck: !code,
    value: draft.text,
    onBlur: () => draft.take(draft.text),
    onPressEnter: (event: KeyboardEvent) => {
      if (!event.nativeEvent.isComposing && !event.shiftKey) draft.take(draft.text)
    },
    onCompositionStart: () => draft.compose(null),
    onCompositionEnd: (event: CompositionEvent<HTMLInputElement | HTMLTextAreaElement>) =>
      draft.compose(event.currentTarget.value),
  }
  return multiline ? (
    <Input.TextArea
      {...props}
      autoSize={{ minRows: 1, maxRows: 10 }}
      onChange={event => draft.type(event.target.value)}
    />
  ) : (
    <Input {...props} onChange={event => draft.type(event.target.value)} />
  )
}

interface SuggestingProps extends Pick<TextBoxProps, 'id' | 'placeholder' | 'aria-label'> {
  draft: DraftText
  suggestions: readonly { value: string; label?: string }[]
  className: string
}

function Suggesting({ draft, suggestions, className, ...rest }: SuggestingProps) {
  return (
    <AutoComplete<string>
      {...rest}
      value={draft.text}
      options={[...suggestions]}
      onChange={text => draft.type(text ?? '')}
      onSelect={text => draft.take(text)}
      onBlur={() => draft.take(draft.text)}
      style={{ width: '100%' }}
    >
      <Input className={className} spellCheck={false} />
    </AutoComplete>
  )
}
