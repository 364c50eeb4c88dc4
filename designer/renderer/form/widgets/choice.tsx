import type { WidgetProps } from '@rjsf/utils'
import { Select } from 'antd'
import { controlProps, fieldOfWidget } from './widget-field.ts'

export function ChoiceWidget(props: WidgetProps) {
  const field = fieldOfWidget(props)
  return (
    <Select
      {...controlProps(props)}
      value={(props.value as string | null | undefined) ?? null}
      options={field.options.map(option => ({ value: option.value, label: option.title }))}
      onChange={value => props.onChange(value ?? null)}
      allowClear={!props.required}
      showSearch={field.options.length > 8 ? { optionFilterProp: 'label' } : false}
      style={{ width: '100%' }}
    />
  )
}
