import { Select } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useDebounced } from '../../../../shell/elements/use-debounced.ts'
import { UNIT_TYPES } from '../edit/unit-types.ts'
import { unitChoice, whoOfUnitChoice, type WhoContent } from '../edit/who.ts'
import { Choice } from './choice.tsx'
import { TextBox } from './text-box.tsx'
import {
  useDefinitionOptions,
  usePersonFields,
  usePersonName,
  usePersonOptions,
  usePositionOptions,
  useUnitTypes,
} from './use-choices.ts'

interface WhoDetailProps {
  who: WhoContent
  /** Entity of the flow's record. */
  subject: string | undefined
  onChange(who: WhoContent): void
}

/** The second half of the sentence: which unit's head, which position, which field. */
export function WhoDetail(props: WhoDetailProps) {
  switch (props.who.type) {
    case 'unit_head':
      return <UnitDetail {...props} />
    case 'position':
      return <PositionDetail {...props} />
    case 'role':
      return <RoleDetail {...props} />
    case 'person':
      return <PersonDetail {...props} />
    case 'field':
      return <FieldDetail {...props} />
    case 'expression':
      return <ExpressionDetail {...props} />
    case 'starter':
      return null
  }
}

const LEVELS = ['1', '2', '3', '4', '5']

function UnitDetail({ who, onChange }: WhoDetailProps) {
  const { t } = useTranslation('studio')
  const named = useUnitTypes()
  const types =
    named.length > 0 ? named : UNIT_TYPES.map(value => ({ value, label: t(`words.flow.unitType.${value}`) }))
  const level = (n: string) => ({
    value: `level:${n}`,
    label: t(n === '1' ? 'flow.unit.own' : 'flow.unit.above', { n: Number(n) - 1 }),
  })
  const options = [
    { label: t('flow.unit.byType'), options: types.map(({ value, label }) => ({ value: `type:${value}`, label })) },
    { label: t('flow.unit.byLevel'), options: LEVELS.map(level) },
  ]
  return (
    <Choice
      aria-label={t('flow.unit.label')}
      value={unitChoice(who)}
      options={options}
      onChange={choice => choice && onChange(whoOfUnitChoice(choice))}
    />
  )
}

function PositionDetail({ who, onChange }: WhoDetailProps) {
  const { t } = useTranslation('studio')
  const { data = [], isFetching } = usePositionOptions(true)
  return (
    <Choice
      aria-label={t('flow.who.position')}
      placeholder={t('flow.choosePosition')}
      value={who.code}
      options={data}
      loading={isFetching}
      onChange={code => onChange({ type: 'position', ...(code && { code }) })}
    />
  )
}

function RoleDetail({ who, onChange }: WhoDetailProps) {
  const { t } = useTranslation('studio')
  const options = useDefinitionOptions('role')
  return (
    <Choice
      aria-label={t('flow.who.role')}
      placeholder={t('flow.chooseRole')}
      value={who.name}
      options={options}
      onChange={name => onChange({ type: 'role', ...(name && { name }) })}
    />
  )
}

function PersonDetail({ who, onChange }: WhoDetailProps) {
  const { t } = useTranslation('studio')
  const [search, setSearch] = useState('')
  const [open, setOpen] = useState(false)
  const { data: found = [], isFetching } = usePersonOptions(useDebounced(search.trim(), 200), open)
  const name = usePersonName(who.code)
  const chosen =
    who.code && !found.some(option => option.value === who.code) ? [{ value: who.code, label: name ?? who.code }] : []
  return (
    <Select<string>
      aria-label={t('flow.who.person')}
      placeholder={t('flow.choosePerson')}
      value={who.code ?? null!}
      onOpenChange={setOpen}
      options={[...(search ? [] : chosen), ...found]}
      showSearch={{ filterOption: false, onSearch: setSearch }}
      loading={isFetching}
      onChange={code => onChange({ type: 'person', code })}
      popupMatchSelectWidth={false}
      style={{ width: '100%', minWidth: 0 }}
    />
  )
}

function FieldDetail({ who, subject, onChange }: WhoDetailProps) {
  const { t } = useTranslation('studio')
  const options = usePersonFields(subject)
  return (
    <Choice
      aria-label={t('flow.who.field')}
      placeholder={t('flow.chooseField')}
      value={who.field}
      options={options}
      onChange={field => onChange({ type: 'field', ...(field && { field }) })}
    />
  )
}

function ExpressionDetail({ who, onChange }: WhoDetailProps) {
  const { t } = useTranslation('studio')
  return (
    <TextBox
      code
      aria-label={t('flow.who.expression')}
      placeholder="=record.owner"
      value={who.value ?? ''}
      onCommit={text => onChange({ type: 'expression', value: text.startsWith('=') ? text : `=${text}` })}
    />
  )
}
