import { useTranslation } from 'react-i18next'
import { titleOf, type BusinessObject } from '../edit/business-object.ts'
import { Choice } from './choice.tsx'
import { ConditionBox } from './condition-box.tsx'
import { Field } from './field.tsx'
import styles from './panel.module.css'
import type { SectionProps } from './section-props.ts'

/** All ways out of an exclusive gateway together, in the order in which they are asked. */
export function BranchSection({ element, object, editor }: SectionProps) {
  const { t } = useTranslation('studio')
  const outgoing: BusinessObject[] = object.outgoing ?? []
  if (outgoing.length < 2) return <p className={styles.quiet}>{t('flow.oneWay')}</p>
  const fallback: BusinessObject | undefined = object.default
  const conditional = outgoing.filter(flow => flow !== fallback)
  return (
    <>
      {conditional.map(flow => (
        <Field key={flow.id} label={t('flow.branchTo', { target: titleOf(flow.targetRef) })}>
          {id => <ConditionBox id={id} flow={flow} editor={editor} />}
        </Field>
      ))}
      <Field label={t('flow.branchDefault')} help={t('flow.branchDefaultHelp')}>
        {id => (
          <Choice
            id={id}
            value={fallback?.id}
            placeholder={t('flow.chooseBranch')}
            options={outgoing.map(flow => ({ value: flow.id, label: titleOf(flow.targetRef) }))}
            onChange={chosen => editor.set(element, { default: outgoing.find(flow => flow.id === chosen) })}
          />
        )}
      </Field>
    </>
  )
}
