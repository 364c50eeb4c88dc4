/** RFC 6901: the tokens of a pointer, unescaped. `''` is the whole document. */
export const pointerTokens = (pointer: string): string[] =>
  pointer === ''
    ? []
    : pointer
        .slice(1)
        .split('/')
        .map(token => token.replaceAll('~1', '/').replaceAll('~0', '~'))

/** `at` with one more token, escaped. */
export const pointerTo = (at: string, ...tokens: (string | number)[]): string =>
  tokens.reduce<string>((pointer, token) => `${pointer}/${typeof token === 'number' ? token : escaped(token)}`, at)

/** Nearly no key needs it, and pointers are made by the hundred thousand. */
const escaped = (token: string): string =>
  token.includes('~') || token.includes('/') ? token.replaceAll('~', '~0').replaceAll('/', '~1') : token

/** The pointer without its last token; undefined for the whole document. */
export function parentPointer(pointer: string): string | undefined {
  return pointer === '' ? undefined : pointer.slice(0, pointer.lastIndexOf('/'))
}

/** The value at `pointer`, or undefined. Own properties only. */
export function valueAt(content: unknown, pointer: string): unknown {
  let value = content
  for (const token of pointerTokens(pointer)) {
    if (typeof value !== 'object' || value === null || !Object.hasOwn(value, token)) return undefined
    value = (value as Record<string, unknown>)[token]
  }
  return value
}
