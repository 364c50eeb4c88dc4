import type { WidgetProps } from '@rjsf/utils'
import { Input } from 'antd'
import { useState } from 'react'
import { readDecimal } from '../../fields/decimal-text.ts'
import { currencySign, formatValue } from '../../fields/format-value.ts'
import type { FieldModel } from '../../fields/field-model.ts'
import { controlProps, fieldOfWidget } from './widget-field.ts'

/** A number as text: what was typed stays as it is until the box is left, then it is shown with separators. */
export function NumberBox(props: WidgetProps) {
  const field = fieldOfWidget(props)
  const [typed, setTyped] = useState<string | null>(null)
  const value = props.value as string | number | null | undefined
  return (
    <Input
      {...controlProps(props)}
      value={typed ?? (value === null || value === undefined ? '' : formatValue({ ...field, percent: false }, value))}
      inputMode="decimal"
      autoComplete="off"
      style={{ fontVariantNumeric: 'tabular-nums' }}
      onFocus={() => setTyped(value === null || value === undefined ? '' : String(value))}
      onChange={event => {
        setTyped(event.target.value)
        props.onChange(numberValue(field, event.target.value))
      }}
      onBlur={() => setTyped(null)}
      {...(field.currency ? { prefix: currencySign(field.currency) } : {})}
      {...(field.percent ? { suffix: '%' } : {})}
    />
  )
}

/** Typed text as the API wants it: decimals as text, integers as numbers. What is no number stays, to be complained about. */
export function numberValue(field: FieldModel, typed: string): string | number | null {
  if (typed.trim() === '') return null
  const text = readDecimal(typed)
  if (text === null) return typed
  return field.type === 'integer' && Number.isSafeInteger(Number(text)) ? Number(text) : text
}
