import { Decimal, isDecimalText, roundHalfUp } from '../base/decimal.ts'
import type { DocumentLook } from './document-job.ts'
import { capitalAmount } from './capital-amount.ts'

export type Formatter = (value: unknown, option?: unknown) => string

/** What the formatter calls of a template run, by name. An absent value is written as nothing. */
export function formatters(look: Pick<DocumentLook, 'language' | 'timeZone'>): Record<string, Formatter> {
  return {
    money: present(value => grouped(roundHalfUp(decimalText(value), 2))),
    decimal: present((value, places) =>
      grouped(typeof places === 'number' ? roundHalfUp(decimalText(value), places) : plain(decimalText(value))),
    ),
    percent: present(value => `${grouped(plain(decimalText(value)))}%`),
    capital_amount: present(value => capitalAmount(decimalText(value))),
    date: present((value, style) => formatDate(String(value), style === 'long', look)),
    row_number: value => String(Number(value) + 1),
    text_list: present(value => (value as unknown[]).join(look.language === 'en' ? ', ' : '、')),
  }
}

const present =
  (format: Formatter): Formatter =>
  (value, option) =>
    value === null || value === undefined || value === '' ? '' : format(value, option)

function decimalText(value: unknown): string {
  const text = typeof value === 'number' ? String(value) : value
  if (!isDecimalText(text)) throw new TypeError('a number formatter got something else than a decimal')
  return text
}

/** Without zeros at the end: 13.5000 is 13.5. */
const plain = (text: string): string => new Decimal(text).toFixed()

function grouped(text: string): string {
  const [whole = '', fraction] = text.split('.')
  const separated = whole.replace(/\B(?=(\d{3})+$)/g, ',')
  return fraction === undefined ? separated : `${separated}.${fraction}`
}

function formatDate(
  value: string,
  long: boolean,
  { language, timeZone }: Pick<DocumentLook, 'language' | 'timeZone'>,
): string {
  const isDate = /^\d{4}-\d{2}-\d{2}$/.test(value)
  const zone = isDate ? 'UTC' : timeZone
  if (!long) return new Intl.DateTimeFormat('sv-SE', { dateStyle: 'short', timeZone: zone }).format(new Date(value))
  return new Intl.DateTimeFormat(language === 'en' ? 'en-GB' : 'zh-CN', { dateStyle: 'long', timeZone: zone }).format(
    new Date(value),
  )
}
