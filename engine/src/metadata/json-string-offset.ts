/**
 * Place in `text` of the unit with index `within` of the value of the JSON string that begins (with its quote) at `start`.
 * All 0-based and in UTF-16 units; an escape such as `\\n` or `\\u0041` is one unit of the value.
 */
export function jsonStringOffset(text: string, start: number, within: number): number {
  let at = start + 1
  for (let unit = 0; unit < within && at < text.length; unit++) {
    at += text[at] !== '\\' ? 1 : text[at + 1] === 'u' ? UNICODE_ESCAPE : SHORT_ESCAPE
  }
  return at
}

const UNICODE_ESCAPE = 6
const SHORT_ESCAPE = 2
