import type { WidgetProps } from '@rjsf/utils'
import { labelKey } from '../form-context.ts'
import { ReferenceSelect } from '../reference/reference-select.tsx'
import { contextOfWidget, controlProps, fieldOfWidget } from './widget-field.ts'

export function ReferenceWidget(props: WidgetProps) {
  const field = fieldOfWidget(props)
  const { labels, addLabels } = contextOfWidget(props)
  const target = field.target ?? ''
  const value = (props.value as string | null | undefined) ?? null
  return (
    <ReferenceSelect
      {...controlProps(props)}
      entity={target}
      value={value}
      label={value ? labels.get(labelKey(target, value)) : undefined}
      onChange={(id, label) => {
        if (id && label) addLabels(new Map([[labelKey(target, id), label]]))
        props.onChange(id)
      }}
      clearable={!props.required}
    />
  )
}
