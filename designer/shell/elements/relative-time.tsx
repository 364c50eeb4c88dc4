import { Tooltip } from 'antd'
import { useTranslation } from 'react-i18next'
import { relativeTime } from './relative-time.ts'

const exact = (at: Date) =>
  `${at.getFullYear()}-${two(at.getMonth() + 1)}-${two(at.getDate())} ${two(at.getHours())}:${two(at.getMinutes())}`
const two = (number: number) => String(number).padStart(2, '0')

/** "3 hours ago", or a sentence around it; the exact local time on hover and for machines. */
export function RelativeTime({ at, words }: { at: string; words?: (time: string) => string }) {
  const { i18n } = useTranslation()
  const date = new Date(at)
  const time = relativeTime(date, new Date(), i18n.language)
  return (
    <Tooltip title={exact(date)}>
      <time dateTime={at}>{words ? words(time) : time}</time>
    </Tooltip>
  )
}
