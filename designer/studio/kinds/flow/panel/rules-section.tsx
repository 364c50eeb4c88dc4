import type { RuleSetContent } from '@jingwei/engine/model'
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { useAppModel } from '../../../../shell/session/session-context.ts'
import { definitionsApi } from '../../../core/definitions-api.ts'
import { subjectOf } from '../edit/work-targets.ts'
import { Choice } from './choice.tsx'
import { Field } from './field.tsx'
import { InputList, type KnownInput } from './input-list.tsx'
import { ResultField } from './result-field.tsx'
import type { SectionProps } from './section-props.ts'
import { useDefinitionOptions } from './use-choices.ts'

/** A business rule task: which rule set decides, on which version, from what. */
export function RulesSection(props: SectionProps) {
  const { t } = useTranslation('studio')
  const { element, object, editor } = props
  const ruleSets = useDefinitionOptions('rule-set')
  return (
    <>
      <Field label={t('words.flow.facts.ruleSet')}>
        {id => (
          <Choice
            id={id}
            placeholder={t('flow.chooseRuleSet')}
            value={object.ruleSet}
            options={ruleSets}
            onChange={name => editor.set(element, { 'jw:ruleSet': name })}
          />
        )}
      </Field>
      <Binding {...props} />
      <InputList {...props} known={useRuleSetInputs(object.ruleSet)} />
      <ResultField {...props} />
    </>
  )
}

function Binding({ element, object, editor }: SectionProps) {
  const { t } = useTranslation('studio')
  const fields = useAppModel().entities[subjectOf(object) ?? '']?.schema.properties ?? {}
  const dates = Object.entries(fields)
    .filter(([, field]) => field.format === 'date')
    .map(([name, field]) => ({ value: `as-of ${name}`, label: t('flow.bindingAsOf', { field: field.title ?? name }) }))
  const known = [
    { value: 'current', label: t('flow.bindingCurrent') },
    { value: 'pinned', label: t('flow.bindingPinned') },
    ...dates,
  ]
  // `as-of =…` is written in the text; the panel keeps it.
  const chosen: string = object.binding ?? 'current'
  return (
    <Field label={t('words.flow.facts.binding')}>
      {id => (
        <Choice
          id={id}
          value={chosen}
          options={known.some(each => each.value === chosen) ? known : [...known, { value: chosen, label: chosen }]}
          onChange={binding => editor.set(element, { 'jw:binding': binding })}
        />
      )}
    </Field>
  )
}

/** What the rule set takes, from its published text. */
function useRuleSetInputs(name: string | undefined): KnownInput[] {
  const { data: definitions } = useQuery({ queryKey: ['definitions'], queryFn: definitionsApi.list, staleTime: 60_000 })
  const id = definitions?.find(each => each.kind === 'rule-set' && each.name === name)?.id
  const { data } = useQuery({
    queryKey: ['definition', id],
    queryFn: () => definitionsApi.read(id!),
    enabled: id !== undefined,
  })
  if (!data) return []
  const { inputs } = JSON.parse(data.text) as RuleSetContent
  const required = new Set<string>(inputs.required ?? [])
  return Object.entries(inputs.properties).map(([key, schema]) => ({
    name: key,
    title: schema.title ?? key,
    required: required.has(key),
  }))
}
