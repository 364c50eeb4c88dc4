let lastMs = 0
let sequence = 0

/**
 * A new UUID version 7 (RFC 9562 §5.7): time-ordered, so that inserts stay at the right edge of the index.
 * Made here and not by PostgreSQL, because `uuidv7()` exists only from version 18 on and 15 is supported.
 * Ids made in one process within one millisecond still sort in the order they were made (12-bit counter).
 * Web Crypto, so that the same file runs in a browser.
 */
export function newId(): string {
  const ms = Date.now()
  if (ms > lastMs) {
    lastMs = ms
    sequence = 0
  } else if (++sequence > 0xfff) {
    lastMs++
    sequence = 0
  }
  const bytes = crypto.getRandomValues(new Uint8Array(16))
  let rest = lastMs
  for (let i = 5; i >= 0; i--) {
    bytes[i] = rest % 256
    rest = Math.floor(rest / 256)
  }
  bytes[6] = 0x70 | (sequence >> 8)
  bytes[7] = sequence & 0xff
  bytes[8] = 0x80 | (bytes[8]! & 0x3f)
  return format(bytes)
}

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[1-8][0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/i

/** True for the text form of a UUID; checked before an id from outside reaches SQL. */
export function isUuid(value: unknown): value is string {
  return typeof value === 'string' && UUID.test(value)
}

const HEX = Array.from({ length: 256 }, (_, i) => i.toString(16).padStart(2, '0'))

function format(b: Uint8Array): string {
  const h = (from: number, to: number) => Array.from(b.subarray(from, to), x => HEX[x]).join('')
  return `${h(0, 4)}-${h(4, 6)}-${h(6, 8)}-${h(8, 10)}-${h(10, 16)}`
}
