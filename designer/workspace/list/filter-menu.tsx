import { Button, Dropdown, type MenuProps } from 'antd'
import { useTranslation } from 'react-i18next'
import { FilterIcon } from '../../shell/elements/icons.tsx'
import type { FieldModel } from '../../renderer/fields/field-model.ts'
import type { ListFilter } from './list-state.ts'

export const DAY_SPANS = ['7', '30', '90', '365'] as const

/** Offers what a list can be narrowed by: choices, yes or no, spans of days. Free text is the search box's work. */
export function FilterMenu({ fields, onAdd }: { fields: readonly FieldModel[]; onAdd: (filter: ListFilter) => void }) {
  const { t } = useTranslation()
  const items: MenuProps['items'] = fields.flatMap(field => {
    const values = valuesOf(field, t)
    if (values.length === 0) return []
    return [
      {
        key: field.name,
        label: field.title,
        children: values.map(({ filter, title }) => ({
          key: `${field.name}.${filter.value}`,
          label: title,
          onClick: () => onAdd(filter),
        })),
      },
    ]
  })
  if (items.length === 0) return null
  return (
    <Dropdown menu={{ items }} trigger={['click']}>
      <Button type="text" icon={<FilterIcon />} aria-label={t('list.filter')}>
        <span className="wide-only">{t('list.filter')}</span>
      </Button>
    </Dropdown>
  )
}

type Translate = ReturnType<typeof useTranslation<'app'>>['t']

/** A chip's words: field, relation, value. */
export function filterText(filter: ListFilter, field: FieldModel | undefined, t: Translate): string {
  const title = field ? valuesOf(field, t).find(value => value.filter.value === filter.value)?.title : undefined
  return t(filter.op === 'since' ? 'list.chipSince' : 'list.chipIs', {
    field: field?.title ?? filter.field,
    value: title ?? filter.value,
  })
}

function valuesOf(field: FieldModel, t: Translate): { filter: ListFilter; title: string }[] {
  const eq = (value: string, title: string) => ({ filter: { field: field.name, op: 'eq' as const, value }, title })
  if (field.type === 'choice') return field.options.map(option => eq(option.value, option.title))
  if (field.type === 'boolean') return [eq('true', t('value.yes')), eq('false', t('value.no'))]
  if (field.type !== 'instant') return []
  return DAY_SPANS.map(days => ({
    filter: { field: field.name, op: 'since', value: days },
    title: t('list.lastDays', { count: Number(days) }),
  }))
}
