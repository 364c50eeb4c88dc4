import { useTranslation } from 'react-i18next'
import type { BusinessObject } from '../edit/business-object.ts'
import { Field } from './field.tsx'
import type { SectionProps } from './section-props.ts'
import { TextBox } from './text-box.tsx'

export function NameField({ element, object, editor }: SectionProps) {
  const { t } = useTranslation('studio')
  return (
    <Field label={t('words.flow.facts.name')}>
      {id => (
        <TextBox
          id={id}
          value={object.name ?? ''}
          onCommit={name => editor.set(element, { name: name || undefined })}
        />
      )}
    </Field>
  )
}

export function DocumentationField({ element, object, editor }: SectionProps) {
  const { t } = useTranslation('studio')
  const documentation: BusinessObject | undefined = object.documentation?.[0]
  const write = (text: string) => {
    if (documentation && text) return editor.setPart(element, documentation, { text })
    const created = text ? [editor.create('bpmn:Documentation', { text })] : []
    for (const each of created) each.$parent = object
    editor.set(element, { documentation: created })
  }
  return (
    <Field label={t('words.flow.facts.documentation')}>
      {id => (
        <TextBox
          id={id}
          multiline
          placeholder={t('flow.documentationPlaceholder')}
          value={documentation?.text ?? ''}
          onCommit={write}
        />
      )}
    </Field>
  )
}

/** A note on the canvas. */
export function NoteField({ element, object, editor }: SectionProps) {
  const { t } = useTranslation('studio')
  return (
    <Field label={t('words.flow.facts.text')}>
      {id => <TextBox id={id} multiline value={object.text ?? ''} onCommit={text => editor.set(element, { text })} />}
    </Field>
  )
}
