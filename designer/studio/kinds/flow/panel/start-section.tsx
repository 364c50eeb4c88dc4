import { useTranslation } from 'react-i18next'
import { useAppModel } from '../../../../shell/session/session-context.ts'
import { extensionsOf } from '../edit/business-object.ts'
import { Choice } from './choice.tsx'
import { Field } from './field.tsx'
import type { SectionProps } from './section-props.ts'

/** What starts the flow: a record of an entity that is created or takes a transition. */
export function StartSection({ element, object, editor }: SectionProps) {
  const { t } = useTranslation('studio')
  const { entities } = useAppModel()
  const [trigger] = extensionsOf(object, 'jw:Trigger')
  const write = (properties: { entity: string; on: string }) =>
    trigger
      ? editor.setPart(element, trigger, properties)
      : editor.setExtensions(element, 'jw:Trigger', [editor.create('jw:Trigger', { type: 'record', ...properties })])
  const clear = () => editor.setExtensions(element, 'jw:Trigger', [])
  const transitions = entities[trigger?.entity ?? '']?.states?.transitions ?? []
  return (
    <>
      <Field label={t('flow.triggerEntity')}>
        {id => (
          <Choice
            id={id}
            value={trigger?.entity}
            options={Object.values(entities).map(({ name, title }) => ({ value: name, label: title }))}
            none={t('flow.noTrigger')}
            onChange={entity => (entity ? write({ entity, on: 'create' }) : clear())}
          />
        )}
      </Field>
      {trigger && (
        <Field label={t('flow.triggerOn')}>
          {id => (
            <Choice
              id={id}
              value={trigger.on}
              options={[
                { value: 'create', label: t('flow.triggerCreate') },
                ...transitions.map(({ key, title }) => ({ value: key, label: title })),
              ]}
              onChange={on => on && write({ entity: trigger.entity, on })}
            />
          )}
        </Field>
      )}
    </>
  )
}
