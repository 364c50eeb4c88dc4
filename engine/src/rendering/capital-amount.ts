import { Decimal, roundHalfUp } from '../base/decimal.ts'

const DIGITS = '零壹贰叁肆伍陆柒捌玖'
const UNITS = ['', '拾', '佰', '仟']
const GROUPS = ['', '万', '亿', '万亿']

/**
 * An amount in Chinese capitals, as bills and contracts need it (支付结算办法, annex 1, rules 1 and 3): `1409.50` is
 * 壹仟肆佰零玖元伍角整. Rounds half up to 分. Throws RangeError from 10^16 on.
 */
export function capitalAmount(value: string): string {
  const [yuan = '', cents = ''] = roundHalfUp(new Decimal(value).abs(), 2).split('.')
  if (yuan.length > 16) throw new RangeError('an amount in capitals has at most 16 digits before the point')
  const sign = value.startsWith('-') && Number(yuan + cents) !== 0 ? '负' : ''
  const whole = wholeYuan(yuan)
  const [jiao, fen] = [Number(cents[0]), Number(cents[1])]
  if (jiao === 0 && fen === 0) return `${sign}${whole || '零'}元整`
  const small = `${jiao === 0 ? (whole ? '零' : '') : `${DIGITS[jiao]}角`}${fen === 0 ? '整' : `${DIGITS[fen]}分`}`
  return `${sign}${whole ? `${whole}元` : ''}${small}`
}

function wholeYuan(digits: string): string {
  const groups = digits.padStart(16, '0').match(/\d{4}/g)!
  let text = ''
  groups.forEach((group, index) => {
    if (group === '0000') return
    // One 零 stands for any run of zeros between digits, also across groups.
    const gap = text !== '' && (group.startsWith('0') || groups[index - 1] === '0000') ? '零' : ''
    text += gap + fourDigits(group) + unitOf(groups, index)
  })
  return text
}

/** 万亿 is 万 followed by the 亿 of the group below, which says it for both unless it is empty. */
function unitOf(groups: readonly string[], index: number): string {
  const unit = GROUPS[3 - index]!
  return unit === '万亿' && groups[index + 1] !== '0000' ? '万' : unit
}

function fourDigits(group: string): string {
  return [...group]
    .map((digit, index) => (digit === '0' ? '0' : DIGITS[Number(digit)]! + UNITS[3 - index]!))
    .join('')
    .replace(/^0+|0+$/g, '')
    .replace(/0+/g, '零')
}
