import { useTranslation } from 'react-i18next'
import { useAppModel } from '../../../../shell/session/session-context.ts'
import { functionsOf, subjectOf } from '../edit/work-targets.ts'
import { Field } from './field.tsx'
import { InputList } from './input-list.tsx'
import { ResultField } from './result-field.tsx'
import type { SectionProps } from './section-props.ts'
import { TextBox } from './text-box.tsx'

/** Functions of the engine itself, offered though no flow calls them yet. */
const BUILT_IN = ['record.transition', 'notice.send']

/** A service or send task: what is called, with what. */
export function CallSection(props: SectionProps) {
  const { t } = useTranslation('studio')
  const { element, object, editor } = props
  const subject = useAppModel().entities[subjectOf(object) ?? '']
  const functions = [...new Set([...BUILT_IN, ...functionsOf(object)])].map(value => ({ value }))
  const transitions = (subject?.states?.transitions ?? []).map(({ key, title }) => ({
    value: key,
    label: `${title} · ${key}`,
  }))
  return (
    <>
      <Field label={t('words.flow.facts.function')} help={t('flow.functionHelp')}>
        {id => (
          <TextBox
            id={id}
            code
            suggestions={functions}
            value={object.function ?? ''}
            onCommit={text => editor.set(element, { 'jw:function': text || undefined })}
          />
        )}
      </Field>
      <InputList
        {...props}
        suggestions={name => (object.function === 'record.transition' && name === 'transition' ? transitions : [])}
      />
      {object.$type === 'bpmn:ServiceTask' && <ResultField {...props} />}
    </>
  )
}
