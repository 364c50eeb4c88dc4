import { useTranslation } from 'react-i18next'
import type { BusinessObject } from '../edit/business-object.ts'
import { TIMER_EXAMPLES, TIMER_KINDS, TIMER_PROPERTIES, timerWords, type TimerKind } from '../edit/timer-text.ts'
import { Choice } from './choice.tsx'
import { Field } from './field.tsx'
import type { SectionProps } from './section-props.ts'
import { TextBox } from './text-box.tsx'

/** When a timer goes off and, at a task, whether the task ends then. */
export function TimerSection({ element, object, editor }: SectionProps) {
  const { t } = useTranslation('studio')
  const definition: BusinessObject | undefined = object.eventDefinitions?.[0]
  if (definition?.$type !== 'bpmn:TimerEventDefinition') return null
  const kind = TIMER_KINDS.find(each => definition[TIMER_PROPERTIES[each]] !== undefined) ?? 'duration'
  const text: string = definition[TIMER_PROPERTIES[kind]]?.body ?? ''
  const write = (next: TimerKind, body: string) => {
    const expression = editor.create('bpmn:FormalExpression', { body })
    expression.$parent = definition
    const none = { timeDuration: undefined, timeDate: undefined, timeCycle: undefined }
    editor.setPart(element, definition, { ...none, [TIMER_PROPERTIES[next]]: expression })
  }
  const words = timerWords(kind, text, (key, values) =>
    t(`words.flow.${key as 'timer.every'}`, values as { duration: string }),
  )
  return (
    <>
      <Field label={t('flow.timerKind')}>
        {id => (
          <Choice
            id={id}
            value={kind}
            options={TIMER_KINDS.map(value => ({ value, label: t(`flow.timer.${value}`) }))}
            onChange={next => write(next as TimerKind, TIMER_EXAMPLES[next as TimerKind])}
          />
        )}
      </Field>
      <Field
        label={t('flow.timerText')}
        help={words === text ? t('flow.timerHelp', { example: TIMER_EXAMPLES[kind] }) : words}
      >
        {id => (
          <TextBox
            id={id}
            code
            placeholder={TIMER_EXAMPLES[kind]}
            value={text}
            onCommit={next => write(kind, next.trim())}
          />
        )}
      </Field>
      {object.$type === 'bpmn:BoundaryEvent' && (
        <Field label={t('words.flow.facts.interrupting')}>
          {id => (
            <Choice
              id={id}
              value={String(object.cancelActivity !== false)}
              options={(['false', 'true'] as const).map(value => ({
                value,
                label: t(`words.flow.interrupting.${value}`),
              }))}
              onChange={value => editor.set(element, { cancelActivity: value === 'true' })}
            />
          )}
        </Field>
      )}
    </>
  )
}
