const CANONICAL = /^-?(0|[1-9]\d*)(\.\d+)?$/

/** Full-width forms that Chinese input methods write, and the character meant. */
const FULL_WIDTH: Readonly<Record<string, string>> = {
  '。': '.',
  '．': '.',
  '，': ',',
  '－': '-',
  '％': '%',
  '￥': '¥',
}

/**
 * Reads a number as people type or paste it (`1,234.50`, `¥ 12`, `１３．５％`) into decimal text. Null when it is no number;
 * nothing is ever rounded or run through a float.
 */
export function readDecimal(typed: string): string | null {
  const plain = [...typed]
    .map(char => FULL_WIDTH[char] ?? (char >= '０' && char <= '９' ? String(char.charCodeAt(0) - 0xff10) : char))
    .join('')
    .replace(/[\s,¥$€%_']/g, '')
  const match = /^([+-]?)0*(\d*)(?:\.(\d*))?$/.exec(plain)
  if (!match || !/\d/.test(plain)) return null
  const [, sign, whole, fraction] = match
  const text = `${whole || '0'}${fraction ? `.${fraction}` : ''}`
  return sign === '-' && /[1-9]/.test(text) ? `-${text}` : text
}

export function isDecimalText(value: unknown): value is string {
  return typeof value === 'string' && CANONICAL.test(value)
}

/** `1234567.5000` → `1,234,567.50` with at least `minScale` decimals; zeros after those are dropped, digits never. */
export function formatDecimal(text: string, minScale = 0): string {
  const [whole = '0', fraction = ''] = text.replace('-', '').split('.')
  const significant = fraction.replace(/0+$/, '').padEnd(minScale, '0')
  const grouped = whole.replace(/\B(?=(\d{3})+$)/g, ',')
  return `${text.startsWith('-') ? '−' : ''}${grouped}${significant ? `.${significant}` : ''}`
}

/** Decimals that really carry digits: 1 for `12.5000`. Columns pad all their numbers to the largest of these. */
export function significantScale(text: string): number {
  return (text.split('.')[1] ?? '').replace(/0+$/, '').length
}

/** −1, 0 or 1, as of sorting; both must be decimal text. Exact at any length. */
export function compareDecimals(left: string, right: string): number {
  const scale = Math.max(scaleOf(left), scaleOf(right))
  const difference = toScaled(left, scale) - toScaled(right, scale)
  return difference < 0n ? -1 : difference > 0n ? 1 : 0
}

/** Exact sum of decimal texts, with the scale of the longest. */
export function sumDecimals(values: readonly string[]): string {
  const scale = Math.max(0, ...values.map(scaleOf))
  const sum = values.reduce((total, value) => total + toScaled(value, scale), 0n)
  const digits = String(sum < 0n ? -sum : sum).padStart(scale + 1, '0')
  const text = scale > 0 ? `${digits.slice(0, -scale)}.${digits.slice(-scale)}` : digits
  return sum < 0n ? `-${text}` : text
}

export function scaleOf(text: string): number {
  return text.split('.')[1]?.length ?? 0
}

function toScaled(text: string, scale: number): bigint {
  const [whole = '0', fraction = ''] = text.split('.')
  return BigInt(whole + fraction.padEnd(scale, '0'))
}
