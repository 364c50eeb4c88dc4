import { useTranslation } from 'react-i18next'
import { Field } from './field.tsx'
import type { SectionProps } from './section-props.ts'
import { TextBox } from './text-box.tsx'

/** The variable that keeps an element's result for what comes after it. */
export function ResultField({ element, object, editor }: SectionProps) {
  const { t } = useTranslation('studio')
  return (
    <Field label={t('words.flow.facts.resultVariable')}>
      {id => (
        <TextBox
          id={id}
          code
          value={object.resultVariable ?? ''}
          onCommit={text => editor.set(element, { 'jw:resultVariable': text || undefined })}
        />
      )}
    </Field>
  )
}
