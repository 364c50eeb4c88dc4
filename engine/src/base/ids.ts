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
  const bytes = random16()
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

/** Asking for random bytes costs the same for one id as for many; each byte is used once. */
const pool = new Uint8Array(16 * 256)
let used = pool.length

function random16(): Uint8Array {
  if (used === pool.length) {
    crypto.getRandomValues(pool)
    used = 0
  }
  return pool.subarray(used, (used += 16))
}

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[1-8][0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/i

/** True for the text form of a UUID; checked before an id from outside reaches SQL. */
export function isUuid(value: unknown): value is string {
  return typeof value === 'string' && UUID.test(value)
}

const HEX = Array.from({ length: 256 }, (_, i) => i.toString(16).padStart(2, '0'))

function format(bytes: Uint8Array): string {
  let text = ''
  for (let i = 0; i < 16; i++) text += i === 4 || i === 6 || i === 8 || i === 10 ? `-${HEX[bytes[i]!]}` : HEX[bytes[i]!]
  return text
}
