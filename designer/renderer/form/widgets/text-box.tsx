import type { WidgetProps } from '@rjsf/utils'
import { Input } from 'antd'
import { controlProps, fieldOfWidget } from './widget-field.ts'

export function TextBox(props: WidgetProps) {
  const field = fieldOfWidget(props)
  const shared = {
    ...controlProps(props),
    value: (props.value as string | null | undefined) ?? '',
    onChange: (event: { target: { value: string } }) =>
      props.onChange(event.target.value === '' ? null : event.target.value),
    ...(field.maxLength ? { maxLength: field.maxLength } : {}),
  }
  return field.multiline ? <Input.TextArea {...shared} autoSize={{ minRows: 3, maxRows: 10 }} /> : <Input {...shared} />
}
