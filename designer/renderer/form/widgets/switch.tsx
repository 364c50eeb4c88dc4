import type { WidgetProps } from '@rjsf/utils'
import { Switch } from 'antd'
import { useTranslation } from 'react-i18next'
import { controlProps } from './widget-field.ts'

export function SwitchWidget(props: WidgetProps) {
  const { t } = useTranslation()
  const { status: _status, ...control } = controlProps(props)
  const on = props.value === true
  return (
    <span style={{ display: 'flex', alignItems: 'center', gap: 8, minHeight: 32 }}>
      <Switch {...control} checked={on} onChange={checked => props.onChange(checked)} />
      <span aria-hidden style={{ color: 'var(--jw-text-2)' }}>
        {on ? t('value.yes') : t('value.no')}
      </span>
    </span>
  )
}
