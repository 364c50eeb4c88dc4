import { useTranslation } from 'react-i18next'
import { extensionsOf } from '../edit/business-object.ts'
import { subjectOf } from '../edit/work-targets.ts'
import { Choice } from './choice.tsx'
import { Field } from './field.tsx'
import type { SectionProps } from './section-props.ts'
import { useFormOptions } from './use-choices.ts'

/** The form that a task shows. It stands at the approval in most texts, and may stand at the task: it is kept where it is. */
export function FormField({ element, object, editor }: SectionProps) {
  const { t } = useTranslation('studio')
  const [approval] = extensionsOf(object, 'jw:Approval')
  const options = useFormOptions(subjectOf(object))
  const onChange = (form: string | undefined) =>
    approval && object.form === undefined
      ? editor.setPart(element, approval, { form })
      : editor.set(element, { 'jw:form': form })
  return (
    <Field label={t('words.flow.facts.form')}>
      {id => (
        <Choice
          id={id}
          value={object.form ?? approval?.form}
          options={options}
          none={t('flow.noForm')}
          onChange={onChange}
        />
      )}
    </Field>
  )
}
