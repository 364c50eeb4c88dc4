import type { WidgetProps } from '@rjsf/utils'
import { useTranslation } from 'react-i18next'
import { formatValue } from '../../fields/format-value.ts'
import { labelKey } from '../form-context.ts'
import { contextOfWidget, fieldOfWidget } from './widget-field.ts'

/** A value that is not this user's to write: plain text where the box would be. */
export function ReadOnlyWidget(props: WidgetProps) {
  const { t } = useTranslation()
  const field = fieldOfWidget(props)
  const { labels } = contextOfWidget(props)
  const label = field.target ? labels.get(labelKey(field.target, props.value)) : undefined
  return (
    <output
      id={props.id}
      style={{ display: 'block', minHeight: 22, fontVariantNumeric: 'tabular-nums', whiteSpace: 'pre-wrap' }}
    >
      {formatValue(field, props.value, { label, withCurrency: true, yesNo: [t('value.yes'), t('value.no')] })}
    </output>
  )
}
