import type { WidgetProps } from '@rjsf/utils'
import { Select } from 'antd'
import { controlProps } from './widget-field.ts'

/** A set of short texts: type, Enter; or paste them separated by commas or lines. */
export function TextsWidget(props: WidgetProps) {
  return (
    <Select
      {...controlProps(props)}
      mode="tags"
      value={(props.value as string[] | null | undefined) ?? []}
      onChange={(value: string[]) => props.onChange([...new Set(value.map(text => text.trim()).filter(Boolean))])}
      tokenSeparators={[',', '，', '、', ';', '；', '\n']}
      open={false}
      suffixIcon={null}
      style={{ width: '100%' }}
    />
  )
}
