import {
  APPROVAL_MODES,
  DEDUPE_POLICIES,
  EMPTY_POLICIES,
  OPINION_POLICIES,
  STARTER_POLICIES,
} from '@jingwei/engine/model'
import { useTranslation } from 'react-i18next'
import { extensionsOf, titleOf, type BusinessObject } from '../edit/business-object.ts'
import { readWho, whoAttributes, type WhoContent } from '../edit/who.ts'
import { subjectOf, workTargets } from '../edit/work-targets.ts'
import { Choice } from './choice.tsx'
import { Field } from './field.tsx'
import { FormField } from './form-field.tsx'
import styles from './panel.module.css'
import type { SectionProps } from './section-props.ts'
import { WhoList } from './who-list.tsx'

/** An approval as sentences: by whom, and what happens in the cases that every author forgets. */
export function ApprovalSection(props: SectionProps) {
  const { t } = useTranslation('studio')
  const { object } = props
  const { approval, set, setApprovers } = useApproval(props)
  return (
    <>
      <div className={styles.sentence}>
        <span>{t('flow.modeBefore')}</span>
        <Choice
          aria-label={t('words.flow.facts.mode')}
          value={approval?.mode ?? 'all'}
          options={APPROVAL_MODES.map(value => ({ value, label: t(`words.flow.mode.${value}`) }))}
          onChange={mode => set({ mode })}
        />
        <span>{t('flow.modeAfter')}</span>
      </div>
      <WhoList
        label={t('words.flow.facts.approvers')}
        addLabel={t('flow.addApprover')}
        people={(approval?.approvers ?? []).map(readWho)}
        subject={subjectOf(object)}
        onChange={setApprovers}
      />
      <h3 className={styles.heading}>{t('flow.cases')}</h3>
      <Policies approval={approval} set={set} />
      <h3 className={styles.heading}>{t('flow.decision')}</h3>
      <Decision approval={approval} object={object} set={set} />
      <FormField {...props} />
    </>
  )
}

interface PartProps {
  approval: BusinessObject | undefined
  set(properties: Record<string, unknown>): void
}

function Policies({ approval, set }: PartProps) {
  const { t } = useTranslation('studio')
  const policies = [
    {
      key: 'starter',
      options: STARTER_POLICIES.map(value => ({ value, label: t(`words.flow.starter.${value}`) })),
      otherwise: 'superior',
    },
    {
      key: 'empty',
      options: EMPTY_POLICIES.map(value => ({ value, label: t(`words.flow.empty.${value}`) })),
      otherwise: 'incident',
    },
    {
      key: 'dedupe',
      options: DEDUPE_POLICIES.map(value => ({ value, label: t(`words.flow.dedupe.${value}`) })),
      otherwise: 'none',
    },
  ] as const
  return policies.map(({ key, options, otherwise }) => (
    <Field key={key} label={t(`words.flow.facts.${key}`)}>
      {id => (
        <Choice
          id={id}
          value={approval?.[key] ?? otherwise}
          options={options}
          onChange={value => set({ [key]: value })}
        />
      )}
    </Field>
  ))
}

function Decision({ approval, object, set }: PartProps & { object: BusinessObject }) {
  const { t } = useTranslation('studio')
  const targets = workTargets(object).map(target => ({ value: target.id, label: titleOf(target) }))
  return (
    <>
      <Field label={t('words.flow.facts.returnTo')}>
        {id => (
          <Choice
            id={id}
            value={approval?.returnTo}
            options={targets}
            none={t('flow.noReturn')}
            onChange={returnTo => set({ returnTo })}
          />
        )}
      </Field>
      <Field label={t('words.flow.facts.rejectTo')}>
        {id => (
          <Choice
            id={id}
            value={approval?.rejectTo}
            options={targets}
            none={t('flow.noReject')}
            onChange={rejectTo => set({ rejectTo })}
          />
        )}
      </Field>
      <Field label={t('words.flow.facts.opinion')}>
        {id => (
          <Choice
            id={id}
            value={approval?.opinion ?? 'on_return'}
            options={OPINION_POLICIES.map(value => ({ value, label: t(`words.flow.opinion.${value}`) }))}
            onChange={opinion => set({ opinion })}
          />
        )}
      </Field>
    </>
  )
}

/** The approval of a task; written for the first time when it is first changed. */
function useApproval({ element, object, editor }: SectionProps) {
  const [approval] = extensionsOf(object, 'jw:Approval')
  const set = (properties: Record<string, unknown>) =>
    approval
      ? editor.setPart(element, approval, properties)
      : editor.setExtensions(element, 'jw:Approval', [editor.create('jw:Approval', properties)])
  const setApprovers = (people: readonly WhoContent[]) => {
    const approvers = people.map(who => editor.create('jw:Approver', whoAttributes(who)))
    for (const approver of approvers) if (approval) approver.$parent = approval
    set({ approvers })
  }
  return { approval, set, setApprovers }
}
