import { Segmented } from 'antd'
import { useTranslation } from 'react-i18next'
import { extensionsOf } from '../edit/business-object.ts'
import { readWho, whoAttributes } from '../edit/who.ts'
import { subjectOf } from '../edit/work-targets.ts'
import { ApprovalSection } from './approval-section.tsx'
import { Field } from './field.tsx'
import { FormField } from './form-field.tsx'
import styles from './panel.module.css'
import type { SectionProps } from './section-props.ts'
import { TextBox } from './text-box.tsx'
import { WhoList } from './who-list.tsx'

type TaskKind = 'approval' | 'task'

/** What people do: decide, or handle something. */
export function UserTaskSection(props: SectionProps) {
  const { t } = useTranslation('studio')
  const { element, object, editor } = props
  const kind: TaskKind = object.kind ?? (extensionsOf(object, 'jw:Approval').length > 0 ? 'approval' : 'task')
  return (
    <>
      <Segmented<TaskKind>
        block
        className={styles.kind!}
        value={kind}
        options={[
          { value: 'approval', label: t('flow.palette.approval') },
          { value: 'task', label: t('flow.palette.task') },
        ]}
        onChange={next => editor.set(element, turnedInto(next, props))}
      />
      {kind === 'approval' ? <ApprovalSection {...props} /> : <Assignment {...props} />}
      <Field label={t('words.flow.facts.due')} help={t('flow.dueHelp')}>
        {id => (
          <TextBox
            id={id}
            code
            placeholder="P3D"
            value={object.due ?? ''}
            onCommit={due => editor.set(element, { 'jw:due': due || undefined })}
          />
        )}
      </Field>
    </>
  )
}

function Assignment(props: SectionProps) {
  const { t } = useTranslation('studio')
  const { element, object, editor } = props
  return (
    <>
      <p className={styles.sentence}>{t('flow.assignedTo')}</p>
      <WhoList
        label={t('words.flow.facts.assignment')}
        addLabel={t('flow.addPerson')}
        people={extensionsOf(object, 'jw:Assignment').map(readWho)}
        subject={subjectOf(object)}
        onChange={people =>
          editor.setExtensions(
            element,
            'jw:Assignment',
            people.map(who => editor.create('jw:Assignment', whoAttributes(who))),
          )
        }
      />
      <FormField {...props} />
    </>
  )
}

/** The other kind of task with the same people and the same form, as one step of undo. */
function turnedInto(kind: TaskKind, { object, editor }: SectionProps): Record<string, unknown> {
  const [approval] = extensionsOf(object, 'jw:Approval')
  const people = (kind === 'task' ? (approval?.approvers ?? []) : extensionsOf(object, 'jw:Assignment'))
    .map(readWho)
    .map(whoAttributes)
  const form = object.form ?? approval?.form
  const others = (object.extensionElements?.values ?? []).filter(
    (value: { $type: string }) => !/^jw:(Approval|Assignment)$/.test(value.$type),
  )
  const own =
    kind === 'task'
      ? people.map((who: Record<string, string>) => editor.create('jw:Assignment', who))
      : [
          editor.create('jw:Approval', {
            mode: 'all',
            approvers: people.map((who: Record<string, string>) => editor.create('jw:Approver', who)),
          }),
        ]
  const extensionElements = editor.create('bpmn:ExtensionElements', { values: [...others, ...own] })
  extensionElements.$parent = object
  return { 'jw:kind': kind, 'jw:form': form, extensionElements }
}
