import type { WidgetProps } from '@rjsf/utils'
import { DatePicker, Input } from 'antd'
import dayjs from 'dayjs'
import { useNarrow } from '../../../shell/elements/use-narrow.ts'
import { controlProps } from './widget-field.ts'

const FORMAT = 'YYYY-MM-DD'
/** The first is shown; the others are understood when typed or pasted. */
const FORMATS = [FORMAT, 'YYYY-M-D', 'YYYYMMDD', 'YYYY/M/D', 'YYYY.M.D', 'YYYY年M月D日']

export function DateBox(props: WidgetProps) {
  const narrow = useNarrow()
  const value = props.value as string | null | undefined
  // The phone's own wheel is better than any of ours.
  if (narrow) {
    return (
      <Input
        {...controlProps(props)}
        type="date"
        value={value ?? ''}
        onChange={event => props.onChange(event.target.value || null)}
      />
    )
  }
  return (
    <DatePicker
      {...controlProps(props)}
      value={value ? dayjs(value) : null}
      onChange={date => props.onChange(date ? date.format(FORMAT) : null)}
      format={FORMATS}
      style={{ width: '100%' }}
    />
  )
}
