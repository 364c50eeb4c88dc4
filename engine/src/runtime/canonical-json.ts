/**
 * JSON with the keys of every object in order and no white space: equal values give equal text, whatever order a database
 * or a client kept their keys in. Whole numbers come first, by size, then the others by code units. Otherwise as JSON.stringify: what has a toJSON speaks for itself, keys
 * whose value is undefined are left out.
 */
export function canonicalJson(value: unknown): string {
  return textOf(value, '') ?? 'null'
}

/** Every command writes some: a replacer of JSON.stringify, which is called for each value, takes three times as long. */
function textOf(given: unknown, key: string): string | undefined {
  const value = speaksForItself(given) ? given.toJSON(key) : given
  if (typeof value !== 'object' || value === null) return JSON.stringify(value)
  if (Array.isArray(value)) return `[${value.map((item, i) => textOf(item, String(i)) ?? 'null').join(',')}]`
  return textOfObject(value as Record<string, unknown>)
}

function textOfObject(value: Record<string, unknown>): string {
  let members = ''
  for (const key of keysInOrder(value)) {
    const text = textOf(value[key], key)
    if (text !== undefined) members += `${members === '' ? '' : ','}${JSON.stringify(key)}:${text}`
  }
  return `{${members}}`
}

/** JavaScript keeps keys that are whole numbers in front, whatever one does: hashes that are stored were made so. */
function keysInOrder(value: Record<string, unknown>): string[] {
  const keys = Object.keys(value).sort()
  return keys.some(beginsWithDigit) ? Object.keys(Object.fromEntries(keys.map(key => [key, null]))) : keys
}

function beginsWithDigit(key: string): boolean {
  const code = key.charCodeAt(0)
  return code >= 48 && code <= 57
}

const speaksForItself = (value: unknown): value is { toJSON(key: string): unknown } =>
  typeof value === 'object' && value !== null && typeof (value as { toJSON?: unknown }).toJSON === 'function'
