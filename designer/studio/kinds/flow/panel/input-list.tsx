import { Button, Dropdown, Input } from 'antd'
import { useId, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { MoreIcon, PlusIcon } from '../../../../shell/elements/icons.tsx'
import { inputsOf, writeInput } from '../edit/inputs.ts'
import styles from './panel.module.css'
import type { SectionProps } from './section-props.ts'
import { TextBox } from './text-box.tsx'

export interface KnownInput {
  name: string
  title: string
  required: boolean
}

type Suggestion = { value: string; label?: string }

interface InputListProps extends SectionProps {
  /** What is called takes these; each has its row, given or not. */
  known?: readonly KnownInput[]
  /** Values to choose from for an input. */
  suggestions?: (name: string) => readonly Suggestion[]
}

/** Values that are handed over: an expression after `=`, else the text itself. */
export function InputList({ element, object, editor, known = [], suggestions }: InputListProps) {
  const { t } = useTranslation('studio')
  const given = inputsOf(object)
  const names = new Set([...known, ...given].map(input => input.name ?? ''))
  const write = (name: string, value: string | undefined) => writeInput(editor, element, name, value)
  return (
    <div role="group" aria-label={t('flow.inputs')}>
      <h3 className={styles.heading}>{t('flow.inputs')}</h3>
      {[...names].map(name => (
        <InputRow
          key={name}
          name={name}
          known={known.find(input => input.name === name)}
          value={given.find(input => input.name === name)?.value ?? ''}
          suggestions={suggestions?.(name) ?? []}
          onWrite={value => write(name, value)}
        />
      ))}
      <AddInput taken={names} onAdd={name => write(name, '=')} />
    </div>
  )
}

interface InputRowProps {
  name: string
  known: KnownInput | undefined
  value: string
  suggestions: readonly Suggestion[]
  onWrite(value: string | undefined): void
}

function InputRow({ name, known, value, suggestions, onWrite }: InputRowProps) {
  const { t } = useTranslation('studio')
  const id = useId()
  const title = known?.title ?? name
  return (
    <div className={styles.field}>
      <div className={styles.inputHead}>
        <label htmlFor={id}>{title}</label>
        {known ? title !== name && <code>{name}</code> : <RowMenu onRemove={() => onWrite(undefined)} />}
      </div>
      <TextBox
        id={id}
        code
        {...(suggestions.length > 0 ? { suggestions } : { multiline: true })}
        placeholder={known && !known.required ? t('flow.inputOptional') : '=record.'}
        value={value}
        onCommit={onWrite}
      />
    </div>
  )
}

function RowMenu({ onRemove }: { onRemove(): void }) {
  const { t } = useTranslation('studio')
  return (
    <Dropdown
      trigger={['click']}
      menu={{ items: [{ key: 'remove', danger: true, label: t('flow.remove'), onClick: onRemove }] }}
    >
      <Button type="text" size="small" icon={<MoreIcon />} aria-label={t('flow.more')} />
    </Dropdown>
  )
}

function AddInput({ taken, onAdd }: { taken: ReadonlySet<string>; onAdd(name: string): void }) {
  const { t } = useTranslation('studio')
  const [adding, setAdding] = useState(false)
  const add = (name: string) => {
    setAdding(false)
    if (name && !taken.has(name)) onAdd(name)
  }
  if (adding) return <NameBox label={t('flow.inputName')} onEnter={add} />
  return (
    <Button type="text" size="small" icon={<PlusIcon />} className={styles.add!} onClick={() => setAdding(true)}>
      {t('flow.addInput')}
    </Button>
  )
}

/** Taken over on Enter and on leaving only: half a name is not an input. */
function NameBox({ label, onEnter }: { label: string; onEnter(name: string): void }) {
  const [name, setName] = useState('')
  return (
    <Input
      autoFocus
      className={styles.code!}
      aria-label={label}
      placeholder={label}
      value={name}
      onChange={event => setName(event.target.value.trim())}
      onPressEnter={() => onEnter(name)}
      onBlur={() => onEnter(name)}
    />
  )
}
