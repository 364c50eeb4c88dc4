import { Button } from 'antd'
import { useTranslation } from 'react-i18next'
import { titleOf, type BusinessObject } from '../edit/business-object.ts'
import { ConditionBox } from './condition-box.tsx'
import { Field } from './field.tsx'
import styles from './panel.module.css'
import type { SectionProps } from './section-props.ts'

/** A sequence flow: where it leads and, out of a gateway, when. */
export function ConnectionSection({ object, editor }: SectionProps) {
  const { t } = useTranslation('studio')
  const source: BusinessObject = object.sourceRef
  const ends = (
    <p className={styles.quiet}>{t('flow.fromTo', { from: titleOf(source), to: titleOf(object.targetRef) })}</p>
  )
  if (source.$type !== 'bpmn:ExclusiveGateway') return ends
  if (source.default === object) {
    return (
      <>
        {ends}
        <p className={styles.quiet}>{t('flow.isDefault')}</p>
      </>
    )
  }
  return (
    <>
      {ends}
      <Field label={t('words.flow.facts.condition')} help={t('flow.conditionHelp')}>
        {id => <ConditionBox id={id} flow={object} editor={editor} />}
      </Field>
      <Button type="text" size="small" className={styles.add!} onClick={() => makeDefault(object, editor)}>
        {t('flow.makeDefault')}
      </Button>
    </>
  )
}

function makeDefault(flow: BusinessObject, editor: SectionProps['editor']): void {
  const gateway = editor.find(flow.sourceRef.id)
  if (gateway) editor.set(gateway, { default: flow })
}
