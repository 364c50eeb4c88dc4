import { Button, Dropdown } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { MoreIcon, PlusIcon } from '../../../../shell/elements/icons.tsx'
import { extensionsOf } from '../edit/business-object.ts'
import styles from './panel.module.css'
import type { SectionProps } from './section-props.ts'
import { TextBox } from './text-box.tsx'

export interface KnownInput {
  name: string
  title: string
  required: boolean
}

interface InputListProps extends SectionProps {
  /** What is called takes these; each has its row, given or not. */
  known?: readonly KnownInput[]
  /** Values to choose from for an input. */
  suggestions?: (name: string) => readonly { value: string; label?: string }[]
}

/** Values that are handed over: an expression after `=`, else the text itself. */
export function InputList({ element, object, editor, known = [], suggestions }: InputListProps) {
  const { t } = useTranslation('studio')
  const [adding, setAdding] = useState(false)
  const given = extensionsOf(object, 'jw:Input')
  const names = [...known, ...given].map(input => input.name ?? '')
  const rows = [...new Set(names)]
  const write = (name: string, value: string | undefined) => {
    const at = given.findIndex(input => input.name === name)
    if (at >= 0 && value) return editor.setPart(element, given[at]!, { value })
    const rest = given.filter(input => input.name !== name)
    editor.setExtensions(element, 'jw:Input', value === undefined || value === '' ? rest : [...rest, editor.create('jw:Input', { name, value })])
  }
  const add = (name: string) => {
    setAdding(false)
    if (name) editor.setExtensions(element, 'jw:Input', [...given, editor.create('jw:Input', { name, value: '=' })])
  }
  return (
    <div role="group" aria-label={t('flow.inputs')}>
      <h3 className={styles.heading}>{t('flow.inputs')}</h3>
      {rows.map(name => {
        const about = known.find(input => input.name === name)
        const options = suggestions?.(name)
        return (
          <div className={styles.field} key={name}>
            <div className={styles.inputHead}>
              <label htmlFor={`input-${name}`}>{about?.title ?? name}</label>
              {about ? <code>{about.title === name ? '' : name}</code> : <RowMenu onRemove={() => write(name, undefined)} />}
            </div>
            <TextBox
              id={`input-${name}`}
              code
              {...(options && options.length > 0 ? { suggestions: options } : { multiline: true })}
              placeholder={about && !about.required ? t('flow.inputOptional') : '=record.'}
              value={given.find(input => input.name === name)?.value ?? ''}
              onCommit={value => write(name, value)}
            />
          </div>
        )
      })}
      {adding ? (
        <TextBox code aria-label={t('flow.inputName')} placeholder={t('flow.inputName')} value="" onCommit={add} />
      ) : (
        <Button type="text" size="small" icon={<PlusIcon />} className={styles.add!} onClick={() => setAdding(true)}>
          {t('flow.addInput')}
        </Button>
      )}
    </div>
  )
}

function RowMenu({ onRemove }: { onRemove(): void }) {
  const { t } = useTranslation('studio')
  return (
    <Dropdown trigger={['click']} menu={{ items: [{ key: 'remove', danger: true, label: t('flow.remove'), onClick: onRemove }] }}>
      <Button type="text" size="small" icon={<MoreIcon />} aria-label={t('flow.more')} />
    </Dropdown>
  )
}
