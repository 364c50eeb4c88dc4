import { useTranslation } from 'react-i18next'
import { Field } from './field.tsx'
import { ResultField } from './result-field.tsx'
import type { SectionProps } from './section-props.ts'
import { TextBox } from './text-box.tsx'

/** A value that is calculated on the way. */
export function ScriptSection(props: SectionProps) {
  const { t } = useTranslation('studio')
  const { element, object, editor } = props
  return (
    <>
      <Field label={t('words.flow.facts.script')}>
        {id => (
          <TextBox
            id={id}
            code
            multiline
            placeholder={t('flow.scriptExample')}
            value={object.script ?? ''}
            onCommit={script => editor.set(element, { script: script || undefined })}
          />
        )}
      </Field>
      <ResultField {...props} />
    </>
  )
}
